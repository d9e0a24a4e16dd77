import { commissionStates } from '../../domain/commission.ts';
import { givableFiles, sideThatGives, whyNotGiven } from './commission-files.ts';

const openTo = (side: 'owner' | 'agency') =>
  Object.fromEntries(commissionStates.map((state) => [state, givableFiles(state, [side]).map(({ purpose }) => purpose)])); // prettier-ignore

test('the owner gives inputs until the result is delivered, and the contract from the engagement on', () => {
  expect(openTo('owner')).toEqual({
    ...{ briefing: ['input'], bidding: ['input'], selecting: ['input'] },
    contracting: ['input', 'contract'],
    'awaiting-inputs': ['input', 'contract'],
    working: ['input', 'contract'],
    ...{ delivered: ['contract'], accepted: ['contract'], terminated: [] },
  });
});

test('the agency gives the contract from its engagement on, and results while it works', () => {
  expect(openTo('agency')).toEqual({
    ...{ briefing: [], bidding: [], selecting: [] },
    ...{ contracting: ['contract'], 'awaiting-inputs': ['contract'], working: ['contract', 'result'] },
    ...{ delivered: ['contract'], accepted: ['contract'], terminated: [] },
  });
});

test('who stands on both sides gives as the owner what either may give', () => {
  expect(sideThatGives('contract', ['agency', 'owner'])).toBe('owner');
  expect(sideThatGives('result', ['owner'])).toBeUndefined();
});

test('a refusal says where the commission stands and what is needed', () => {
  expect(whyNotGiven('delivered', 'result')).toEqual({
    ...{ refused: 'commission-not-there', state: 'delivered', needs: ['working'] },
  });
});
