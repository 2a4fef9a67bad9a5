"""Asks JupyterHub's own scope code what it makes of thousands of cases.

Runs in the Python environment of one hub. Reads one JSON object from standard input: `operations` (the operation
table) and either `seed` and `counts` (how many random cases of each function) or `cases` to answer again. Writes one
JSON line for each case: the case with the hub's answer as `hub`, which is `{"value": ...}` or `{"raises": type}`.

The order of Python's sets decides some answers, so whoever starts this sets PYTHONHASHSEED.
"""

import json
import logging
import random
import sys
import warnings

from hub_answers import answer
from hub_state import forget
from random_cases import RandomCases


def main():
    request = json.load(sys.stdin)
    warnings.simplefilter("ignore")
    logging.disable()
    operations = {operation["id"]: operation for operation in request["operations"]}
    cases = request.get("cases")
    if cases is None:
        make = RandomCases(random.Random(request["seed"]), list(operations.values()))
        cases = (make.case(fn) for fn, count in request["counts"].items() for _ in range(count))
    for case in cases:
        # The hub remembers results under keys that leave something out, as if it had one database for ever.
        forget()
        case["hub"] = answer(case, operations)
        sys.stdout.write(json.dumps(case) + "\n")


if __name__ == "__main__":
    main()
