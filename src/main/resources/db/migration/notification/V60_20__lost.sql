-- What did not reach its receiver, for the page of the report it was about.
CREATE INDEX notification_message_lost ON notification_message (report_id) WHERE receipt = 'LOST';
