import { tellNew } from './tell-new.ts';
import { withoutMachine } from './without-machine.ts';

const activity = (name: string) => ({ activityTaskScheduledEventAttributes: { activityType: { name } } });
const timer = { timerStartedEventAttributes: {} };

test('a history is new that shows two things one after the other that no history of its type has shown', () => {
  const isNew = tellNew();
  expect(isNew('step', [activity('project'), timer])).toBe(true);
  expect(isNew('step', [activity('project'), timer])).toBe(false);
  expect(isNew('step', [activity('project'), {}, timer])).toBe(false);
  expect(isNew('order', [activity('project'), timer])).toBe(true);
  expect(isNew('step', [timer, activity('project')])).toBe(true);
  expect(isNew('step', [activity('project')])).toBe(false);
  expect(isNew('step', [timer, timer])).toBe(true);
});

test('neither worker nor sticky queue names the machine in what is kept', () => {
  const queue = { name: '17@host-3f', kind: 'TASK_QUEUE_KIND_STICKY', normalName: 'approval-workflows' };
  const event = {
    identity: '17@host',
    started: { identity: '17@host', taskQueue: queue },
    list: [{ no: 1 }],
  };
  expect(withoutMachine({ events: [event] })).toEqual({
    events: [
      {
        identity: 'worker',
        started: { identity: 'worker', taskQueue: { ...queue, name: 'sticky' } },
        list: [{ no: 1 }],
      },
    ],
  });
});
