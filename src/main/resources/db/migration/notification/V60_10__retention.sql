-- Messages whose words are still here, for the rule that lets them go.
CREATE INDEX notification_message_words ON notification_message (created_at, id) WHERE body <> '' AND state <> 'QUEUED';
