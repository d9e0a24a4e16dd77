-- Relays claim messages for a while instead of holding them in a transaction.
comment on column outbox.not_before is 'after a failed attempt, or while a relay has claimed the message: when to try again';
comment on column outbox.attempts is 'how often the message was claimed';
