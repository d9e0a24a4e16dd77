-- a commission that is out to tender, whose bids are opened, or that waits for the owner's inputs
alter table tasks drop constraint tasks_state_check;
alter table tasks add constraint tasks_state_check check (state in (
  'waiting', 'reviewing', 'checking', 'supplementing', 'withheld', 'briefing', 'bidding', 'selecting', 'contracting', 'awaiting-inputs', 'working',
  'delivered', 'done', 'closed'));
