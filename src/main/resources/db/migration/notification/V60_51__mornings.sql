-- What came in an office's quiet hours is told in one mail; of a forward that was undone nothing.
ALTER TABLE notification_digest_line ADD COLUMN undone boolean NOT NULL DEFAULT false;
