/** Something the person at the keyboard can put right. The message is one line and says how. */
export class SetupProblem extends Error {
  name = 'SetupProblem'
}

/**
 * Runs a script's `main`. A problem that the person can put right becomes one line and exit code 2; any other
 * error is a fault of ours and keeps its stack.
 */
export async function runScript(main) {
  try {
    await main()
  } catch (error) {
    if (error.name === 'SetupProblem' || error.name === 'StackProblem') {
      console.error(error.message)
      process.exitCode = 2
    } else if (error.name === 'Interrupted') {
      process.exitCode = 130
    } else {
      console.error(error)
      process.exitCode = 1
    }
  }
}
