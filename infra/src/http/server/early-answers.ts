import type { IncomingMessage, RequestListener } from 'node:http';

/** Bytes of a body that are read and thrown away behind the answer, rather than making another connection. */
const smallBytes = 65_536;

/**
 * What is still read behind an answer that came before the end of its request, and for how many real milliseconds: enough for a
 * sender to see the answer before the connection breaks, which would make many lose it (RFC 9112, section 9.6).
 */
const grace = { ms: 1_000, bytes: 1_048_576 };

/**
 * Has a connection closed when a request was answered before its body had come, unless little of it is left: nobody is read for
 * long only to be thrown away. The answer bears `Connection: close`, and the sender is given a moment to read it.
 */
export function closeAfterEarlyAnswers(listener: RequestListener): RequestListener {
  return (request, response) => {
    const writeHead = response.writeHead.bind(response) as (...all: unknown[]) => typeof response;
    const andSay = (...all: unknown[]) => {
      if (muchIsToCome(request)) {
        response.setHeader('Connection', 'close');
        lingerAtTheEnd(request);
      }
      return writeHead(...all);
    };
    Object.assign(response, { writeHead: andSay });
    listener(request, response);
  };
}

function muchIsToCome({ complete, headers }: IncomingMessage): boolean {
  if (complete) return false;
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > smallBytes;
}

/** Node ends a connection that is to be closed with `destroySoon`, which breaks it while the sender is still sending. */
function lingerAtTheEnd(request: IncomingMessage): void {
  const { socket } = request;
  const destroySoon = socket.destroySoon.bind(socket);
  socket.destroySoon = () => {
    socket.destroySoon = destroySoon;
    const cut = setTimeout(() => socket.destroy(), grace.ms);
    let rest = grace.bytes;
    socket
      .once('close', () => clearTimeout(cut))
      .on('data', (chunk: Buffer) => {
        if ((rest -= chunk.length) >= 0) return;
        // who still reads the request would have the socket go on
        request.pause();
        socket.pause();
      })
      .end();
  };
}
