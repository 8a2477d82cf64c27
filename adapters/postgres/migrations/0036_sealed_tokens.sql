-- The one-time tokens of collections stand sealed; what a process was given before still held them readable. They are
-- erased everywhere. A migration has no master key, so it cannot seal them instead: a collection that has not asked its
-- gateway yet then ends as refused (azals.token-gone) and frees its key, and one that has asked needs its token no more.
declare company uuid;
begin
  for company in select tenant_id from engine.tenant_directory loop
    perform set_config('azals.tenant_id', company::text, true);
    update azals.process p set input = jsonb_set(p.input, '{sources}', (
        select jsonb_agg(source - 'token' order by place)
        from jsonb_array_elements(p.input -> 'sources') with ordinality s (source, place)))
      where p.tenant_id = company and p.input @? '$.sources[*].token';
  end loop;
  perform set_config('azals.tenant_id', '', true);
end;

-- Whatever code writes it, of today or of a version that is being replaced.
alter table azals.process add constraint process_input_holds_no_token check (not input @? '$.**.token');
