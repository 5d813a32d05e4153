-- What one administrator did with other systems, for those who watch over administrators.
CREATE INDEX api_client_act_by ON api_client_act (by_account, at DESC);
