import { describe, expect, it, jest } from '@jest/globals';
import { type Finding } from './finding.ts';
import { settled } from './settle.ts';

const about = 'O20170612-0001-7 environmental-assessment';
const forPerson: Finding = { about: 'O20170612-0002-5', says: 'it is to start anew' };
const says = 'PostgreSQL says what its workflow has not done';

/** What each look finds, the last one for ever; tells how often it was looked. */
const looking = (...found: readonly (readonly Finding[])[]) => {
  let looks = 0;
  const look = () => Promise.resolve(found[Math.min(looks++, found.length - 1)] ?? []);
  return { look, looks: () => looks };
};

const quickly = { looks: 5, pauseMs: 0 };

describe('what is left once the workflows were told', () => {
  it('waits for what is on its way, and asks nobody about it', async () => {
    const mendWorkflow = jest.fn(() => Promise.resolve());
    const { look, looks } = looking([{ about, says, mendWorkflow }], []);
    expect(await settled(look, quickly)).toEqual([]);
    expect([looks(), mendWorkflow.mock.calls.length]).toEqual([2, 0]);
  });

  it('tells a workflow again whose difference came up since', async () => {
    let isTold = false;
    const mendWorkflow = () => Promise.resolve(void (isTold = true));
    const look = () => Promise.resolve(isTold ? [] : [{ about, says, mendWorkflow }]);
    expect(await settled(look, quickly)).toEqual([]);
    expect(isTold).toBe(true);
  });

  it('answers at once with what only a person decides', async () => {
    const { look, looks } = looking([forPerson]);
    expect(await settled(look, quickly)).toEqual([forPerson]);
    expect(looks()).toBe(1);
  });

  it('gives up on what stays', async () => {
    const stays = { about, says, mendWorkflow: () => Promise.resolve() };
    const { look, looks } = looking([stays, forPerson]);
    expect(await settled(look, quickly)).toEqual([stays, forPerson]);
    expect(looks()).toBe(quickly.looks);
  });
});
