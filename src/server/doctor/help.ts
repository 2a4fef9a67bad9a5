/** What `hubscope doctor --help` prints. */
export const doctorHelp = `Usage: hubscope doctor URL [--user NAME --password-file FILE] [--token-file FILE]
                [--insecure] [--idle SECONDS] [--json]

Sends harmless probes to a JupyterHub through everything that stands in front of it, and says what is wrong on the way,
at which station, and which lines of which configuration put it right. No server is started, and no setting changed.

URL is the hub's address with its base URL (https://hub.example, https://example.org/jupyter/), or that of Hubscope
there. On a hub with subdomains either leads to the other.

What is looked at depends on who asks:
  nobody        what arrives at Hubscope, hub and service, paths, sizes, streams, WebSockets, redirects, caches
  --user        also: logging in as a browser does, the view from where Hubscope stands, the proxy's routes against
                servers and services, the hub's progress stream of a server that is starting or of NAME's own
  --token-file  also: whether the hub gets the token; and, without --user, routes and progress as far as it shows them
What was not looked at stands at the end, with the right that is missing. Where the hub has no Hubscope, the hub alone is
looked at.

Options:
  --user NAME           logs in through the hub's own form. A hub whose login is another site's (OAuth, SAML) needs a
                        browser: make a token on its page /hub/token, and give that. The login is ended with the run,
                        unless a server of NAME runs, which some hubs would stop at a logout
  --password-file FILE  a file with nothing but the password in it. It is sent to the hub's own form alone
  --token-file FILE     a file with nothing but an API token in it
  --insecure            accepts any certificate
  --idle SECONDS        also holds a silent WebSocket for that long, 1 to 590, to see whether something cuts it. Many
                        proxies cut after 60 s: 65 shows these, and the command then takes as long
  --json                {"findings": [{"code", "certainty", "severity", "at", "title", "evidence": [{"line", "text"}], "fix"}]}

Exit code: 0 nothing is wrong, or only warnings; 1 errors; 2 it could not look: no such host, nobody listens, a
certificate that is not trusted, no JupyterHub there or one below another base URL, a wrong password, a file that is empty
or cannot be read.`
