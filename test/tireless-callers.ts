import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { signToken } from '../stack/src/issuer/identity-key.ts';
import { people } from '../stack/src/issuer/people.ts';
import type { Stack } from '../stack/src/up.ts';
import { writeOnce } from './write-once.ts';

interface Answered {
  readonly what: string;
  readonly status: number;
  readonly text: string;
}

interface Writing {
  readonly who: string;
  readonly path: string;
  readonly body: object;
  readonly key?: string;
}

/** Real milliseconds between an answer and the next turn: with none, a few callers would take the machine from all other tests. */
const breathMs = 250;

/** Callers who ask again once they are answered, until `rest` is called. Every answer is remembered. */
export function tirelessCallers(stack: Stack) {
  const answers: Answered[] = [];
  const callers: Promise<void>[] = [];
  const tokens = new Map<string, Promise<string>>();
  let isOver = false;
  const remember = (what: string, { status, text }: { status: number; text: string }): Answered => {
    const answered = { what, status, text };
    answers.push(answered);
    return answered;
  };
  const tokenOf = (who: string) => {
    const person = people[who];
    if (!person) throw new Error(`there is no sample person ${who}`);
    const token = tokens.get(who) ?? signToken(stack, person);
    tokens.set(who, token);
    return token;
  };
  const write = async ({ key = randomUUID(), ...writing }: Writing): Promise<Answered> =>
    remember(`POST ${writing.path}`, await writeOnce(stack, { key, ...writing }));
  return {
    answers,
    read: async (who: string, path: string): Promise<Answered> => {
      const headers = { authorization: `Bearer ${await tokenOf(who)}` };
      const got = await fetch(`${stack.urls.gateway}${path}`, { headers }).then(
        async (response) => ({ status: response.status, text: await response.text() }),
        (error: Error) => ({ status: 0, text: `${String(error)} (${String(error.cause)})` }),
      );
      return remember(`GET ${path}`, got);
    },
    write,
    /** Repeats a write with its key until it is taken or refused for good. */
    insist: async (writing: Writing): Promise<Answered> => {
      for (const key = randomUUID(); ;) {
        const answered = await write({ key, ...writing });
        if (answered.status !== 502 && answered.status !== 503) return answered;
        await pause(breathMs);
      }
    },
    /** Adds a caller; `turn` is what it does again and again. */
    add: (turn: (number: number) => Promise<unknown>): void => {
      const call = async () => {
        for (let number = 0; !isOver; number += 1) {
          await turn(number);
          await pause(breathMs);
        }
      };
      callers.push(call());
    },
    rest: async (): Promise<void> => {
      isOver = true;
      await Promise.all(callers);
    },
  };
}
