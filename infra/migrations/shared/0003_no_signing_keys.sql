-- Cursors were signed once; databases from that time still hold the keys.
drop table if exists signing_keys;
