import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** Bytes of a request that are kept for sending it again; a larger one is sent once. */
const keptBytes = 262_144;

/** How often a request is sent again: the second instance may be closing just as the first has closed. */
const mostRepeats = 2;

/**
 * A connection for one request. When it ends before a byte came back, `another` connection is taken, at most twice, and given all
 * that had been written so far. Without `another` it is the socket with nothing added.
 */
export function repeatingSocket(first: Socket, another?: () => Promise<Socket>): Duplex {
  if (!another) return first;
  let socket = first;
  let kept: Buffer[] | undefined = [];
  let size = 0;
  let silenceMs = 0;
  let goOn: (() => void) | undefined;
  let isEnded = false;
  let repeats = 0;

  const write = (chunk: Buffer, _encoding: string, done: () => void) => {
    kept?.push(chunk);
    if ((size += chunk.length) > keptBytes) kept = undefined;
    if (socket.write(chunk) || kept) return done();
    goOn = done;
  };
  const onDrained = () => {
    const resume = goOn;
    goOn = undefined;
    resume?.();
  };
  const repeatOrEnd = (error?: Error) => {
    const again = kept;
    kept = undefined;
    if (!again || (repeats += 1) > mostRepeats) return void duplex.destroy(error ?? endedEarly());
    socket
      .removeAllListeners()
      .on('error', () => undefined)
      .destroy();
    // what is written meanwhile waits in the stream
    duplex.cork();
    another().then(
      (next) => {
        // whoever asked may have gone meanwhile
        if (duplex.destroyed) return void next.destroy();
        socket = next;
        kept = again;
        attach();
        for (const chunk of again) socket.write(chunk);
        if (isEnded) socket.end();
        duplex.uncork();
      },
      (cause: Error) => duplex.destroy(cause),
    );
  };
  const attach = () =>
    socket
      .setTimeout(silenceMs)
      .on('data', (chunk) => {
        kept = undefined;
        if (!duplex.push(chunk)) socket.pause();
      })
      .on('drain', onDrained)
      .on('timeout', () => duplex.emit('timeout'))
      .on('error', repeatOrEnd)
      .on('end', () => (kept ? repeatOrEnd() : duplex.push(null)))
      .on('close', () => duplex.readableEnded || kept === undefined || repeatOrEnd());

  const duplex: Duplex = Object.assign(
    new Duplex({
      write,
      read: () => void socket.resume(),
      final: (done) => {
        isEnded = true;
        socket.end(done);
      },
      destroy: (error, done) => {
        kept = undefined;
        socket.destroy();
        done(error);
      },
    }),
    {
      setTimeout(ms: number) {
        socket.setTimeout((silenceMs = ms));
        return duplex;
      },
      setNoDelay: () => duplex,
      setKeepAlive: () => duplex,
      ref: () => duplex,
      unref: () => duplex,
    },
  );
  attach();
  return duplex;
}

const endedEarly = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
