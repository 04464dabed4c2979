/** What a storage server answers to a posted file. */
import type { ClientRequest, IncomingMessage } from 'node:http';
import { decodeXML } from 'entities';
import { InvalidRequestError, UnavailableError } from './errors.js';

export interface Answer {
  readonly status: number;
  readonly text: string;
  /** The server has taken the file. */
  readonly isContent: boolean;
}

/** Always settles: with the answer, or with why there is none. */
export function answerOf(request: ClientRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const closed = () => reject(new Error('the connection was closed before there was an answer'));
    request.on('error', reject);
    request.once('close', closed);
    request.once('response', (response) => {
      request.off('close', closed);
      read(response).then(resolve, reject);
    });
  });
}

/** Characters of an answer that are worth reading. */
const LONGEST = 65_536;

async function read(response: IncomingMessage): Promise<Answer> {
  const { statusCode: status = 0 } = response;
  let text = '';
  for await (const part of response.setEncoding('utf8')) {
    text += part;
    if (text.length > LONGEST) break;
  }
  return { status, text, isContent: isContent(status) };
}

/** 303 is what a form's `success_action_redirect` leads to. Other redirects mean: nothing was stored, ask elsewhere. */
function isContent(status: number): boolean {
  return (status >= 200 && status < 300) || status === 302 || status === 303;
}

/** Refusals that are not about the file: too slow, too many. */
const PASSING = new Set([408, 429]);

/** Throws `InvalidRequestError` for a refusal and `UnavailableError` for a failure, with the server's own words. */
export function judgeAnswer({ status, text, isContent: content }: Answer): void {
  if (content) return;
  const [, message] = /<Message>([^<]*)<\/Message>/.exec(text) ?? [];
  const reason = message === undefined ? `status ${status}` : decodeXML(message);
  throw status >= 400 && status < 500 && !PASSING.has(status)
    ? new InvalidRequestError(`The upload was refused: ${reason}`)
    : new UnavailableError(`The upload failed: ${reason}`);
}
