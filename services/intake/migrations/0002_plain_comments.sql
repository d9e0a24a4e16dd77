comment on table withdrawals is 'An enterprise''s wish to end its order, and when its workflow was notified.';
comment on table texts is 'Free text of people, never changed. Workflows carry the id only.';
