import { signal, type Signal } from './signal.ts'

/** What the consoles of Chrome and Firefox say, and what people write down from a browser's error page. */
export const browserSignals = {
  'ws-failed': signal(
    "WebSocket connection to '",
    /WebSocket connection to '(wss?:\/\/[^']+)' failed(?:: ?(.*))?/,
  ),
  'ws-failed-firefox': signal(
    'wss',
    /(?:establish a connection to the server at|The connection to) (wss?:\/\/\S+?)(?:\.\s*$|\.?$| was interrupted)/,
  ),
  'ws-closed': signal('1006', /(?:close|closed|code)\D{0,20}1006/i),
  'mixed-content': signal(
    ['Mixed Content', 'loading mixed'],
    /Mixed Content: The page at '(https:[^']+)'.*?'(http:[^']+)'|Blocked loading mixed (?:active|display) content “(http:[^”]+)”/,
  ),
  cors: signal(
    'blocked by CORS',
    /Access to \w+ at '([^']+)'(?: \(redirected from '([^']+)'\))? from origin '([^']+)' has been blocked by CORS policy/i,
  ),
  'cors-firefox': signal('Cross-Origin Request Blocked', /remote resource at (\S+?)\. \(Reason/),
  'inline-refused': signal(
    ['Refused to', 'locked', 'inline script', 'inline event'],
    /Refused to (?:execute|apply) inline (?:script|style|event handler)|(?:blocked|Blocked) (?:an inline (?:script|style)|the execution of (?:an )?inline)|Executing inline (?:script|event handler) violates/,
  ),
  'frame-refused': signal(
    ['Refused to', 'Framing ', 'in a frame', 'X-Frame-Options'],
    /Refused to (?:display|frame) '([^']+)'|Framing '([^']+)' violates|load “?([^”\s]+)”? in a frame|because it set 'X-Frame-Options'/i,
  ),
  'event-stream-type': signal("EventSource's response has a ", /MIME type \("([^"]+)"\)/),
  'too-many-redirects': signal(
    ['TOO_MANY_REDIRECTS', 'redirecting properly', 'too many times'],
    /ERR_TOO_MANY_REDIRECTS|isn.t redirecting properly|redirected you too many times/,
  ),
  'cookie-not-secure': signal(
    'ookie',
    /non-HTTPS cookie can.t be set as .secure|Set-Cookie.*blocked because it had the "Secure" attribute/i,
  ),
  'list-no-list': signal('.map is not a function', /TypeError: \S+\.map is not a function/),
  'admin-page-script': signal('admin-react'),
  'connection-reset': signal(
    'net::ERR_',
    /(PUT|POST|PATCH) (\S+) net::ERR_(?:CONNECTION_RESET|CONNECTION_ABORTED|HTTP2_PROTOCOL_ERROR)/,
  ),
  'stream-cut': signal(
    'net::ERR_',
    /(\S+\/progress\S*) net::ERR_(?:INCOMPLETE_CHUNKED_ENCODING|HTTP2_PROTOCOL_ERROR|QUIC_PROTOCOL_ERROR|CONNECTION_RESET|EMPTY_RESPONSE)/,
  ),
  'html-for-json': signal(
    ['Unexpected token', 'JSON.parse'],
    /Unexpected token '?<'?.*(?:JSON|DOCTYPE)|JSON\.parse: unexpected character at line 1 column 1/,
  ),
  'status-431': signal(
    '431',
    /(?:HTTP ERROR|HTTP\/[\d.]+|HTTP|status(?: code)?(?: of)?:?) ?431|431 \(?Request Header Fields Too Large/i,
  ),
  'status-413': signal('413', /413 \(?(?:Request Entity|Payload|Content) Too Large/i),
  'cookie-too-large': signal('Too Large', /Request Header Or Cookie Too Large/i),
} as const satisfies Record<string, Signal>
