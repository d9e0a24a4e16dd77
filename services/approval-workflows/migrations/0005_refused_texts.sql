-- The note of a decision that was refused does not stay.
grant delete on texts to approval_workflows;
comment on table texts is 'What people wrote: opinions, reasons, notes. Workflows carry only the id. Never changed; removed only with the refusal of what it was written for.';
