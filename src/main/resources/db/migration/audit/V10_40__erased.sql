-- Who was erased, for whoever checks every chain and must not read all leaves once more to know it.
CREATE INDEX audit_leaf_erased ON audit_leaf (stream, subject) WHERE erased;
