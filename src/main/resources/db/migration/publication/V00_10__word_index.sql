-- What only the owner of the index of words may do to it, for whoever works under lapor_app (WordIndex); search_path is fixed, so
-- that nobody's table stands in its place.
CREATE FUNCTION publication_words_gather(gather boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF gather THEN
    ALTER INDEX publication_report_search SET (fastupdate = on, gin_pending_list_limit = 16384);
  ELSE
    ALTER INDEX publication_report_search SET (fastupdate = off);
  END IF;
END $$;
CREATE FUNCTION publication_words_place() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM gin_clean_pending_list('publication_report_search');
END $$;
REVOKE ALL ON FUNCTION publication_words_gather(boolean), publication_words_place() FROM PUBLIC;
