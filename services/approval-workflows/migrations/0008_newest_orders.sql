-- the list of orders runs from the newest to the oldest
create index orders_newest on orders (received_at, order_no);
