-- Secrets are kept under the installation's key, bound to their report; those of before are bound at the first start
-- (SecretCare). They are known by their length; where there are none this index is empty.
CREATE INDEX report_case_bare_secret ON report_case (id) WHERE octet_length(secret_hash) = 32;
