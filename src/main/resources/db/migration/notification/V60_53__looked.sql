-- Whether it was written down that its reporter's address came out of the vault for it: once, however often it is tried.
ALTER TABLE notification_message ADD looked boolean NOT NULL DEFAULT false;
