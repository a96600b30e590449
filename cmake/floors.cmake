# The floors of src/, in pipeline order, and what each one may include.
# Read by the build, by the tests and by check-floors.cmake.

# The floors that make the library `caveat`.
set(CAVEAT_FLOORS text values facts language model check program eval explain api)

# The floors above the library that make `caveat::authoring`: what authors of rules need.
set(CAVEAT_AUTHORING_FLOORS patients analysis cases editing page)

# The floor above those that makes `caveat::proof`: what needs the solver.
set(CAVEAT_PROOF_FLOORS proof)

# The floor above the library that says where facts come from in records; part of `caveat::fhir`.
set(CAVEAT_RECORD_FLOORS mapping)

set(CAVEAT_BELOW_text "")
set(CAVEAT_BELOW_values text)
set(CAVEAT_BELOW_facts values text)
set(CAVEAT_BELOW_language values text)
set(CAVEAT_BELOW_model facts values text)
set(CAVEAT_BELOW_check language model facts values text)
set(CAVEAT_BELOW_program model facts values text)
set(CAVEAT_BELOW_eval program model facts values text)
set(CAVEAT_BELOW_explain eval model facts values text)
set(CAVEAT_BELOW_api explain eval program check model language facts values text)
set(CAVEAT_BELOW_patients api ${CAVEAT_BELOW_api})
set(CAVEAT_BELOW_analysis patients ${CAVEAT_BELOW_patients})
set(CAVEAT_BELOW_proof analysis ${CAVEAT_BELOW_analysis})
set(CAVEAT_BELOW_mapping api ${CAVEAT_BELOW_api})
set(CAVEAT_BELOW_cases patients ${CAVEAT_BELOW_patients})
set(CAVEAT_BELOW_editing analysis cases ${CAVEAT_BELOW_cases})
set(CAVEAT_BELOW_page cases analysis ${CAVEAT_BELOW_cases})
# A header that includes the others, and nothing in src/.
set(CAVEAT_BELOW_authors editing page ${CAVEAT_BELOW_editing} ${CAVEAT_BELOW_page})

# The floor from which on a public header may be included.
set(CAVEAT_HEADER_FLOOR_version text)
set(CAVEAT_HEADER_FLOOR_export text)
set(CAVEAT_HEADER_FLOOR_styled_text text)
set(CAVEAT_HEADER_FLOOR_visible_text text)
set(CAVEAT_HEADER_FLOOR_codes text)
set(CAVEAT_HEADER_FLOOR_diagnostic text)
set(CAVEAT_HEADER_FLOOR_values values)
set(CAVEAT_HEADER_FLOOR_answer facts)
set(CAVEAT_HEADER_FLOOR_rules facts)
set(CAVEAT_HEADER_FLOOR_profile facts)
set(CAVEAT_HEADER_FLOOR_screen eval)
set(CAVEAT_HEADER_FLOOR_explain explain)
set(CAVEAT_HEADER_FLOOR_adapter api)
set(CAVEAT_HEADER_FLOOR_keys api)
set(CAVEAT_HEADER_FLOOR_store api)
set(CAVEAT_HEADER_FLOOR_report_text api)
set(CAVEAT_HEADER_FLOOR_batch api)
set(CAVEAT_HEADER_FLOOR_format api)
set(CAVEAT_HEADER_FLOOR_caveat api)
set(CAVEAT_HEADER_FLOOR_authoring/check analysis)
set(CAVEAT_HEADER_FLOOR_authoring/diff analysis)
set(CAVEAT_HEADER_FLOOR_authoring/explain analysis)
set(CAVEAT_HEADER_FLOOR_authoring/nearest analysis)
set(CAVEAT_HEADER_FLOOR_authoring/coverage cases)
set(CAVEAT_HEADER_FLOOR_authoring/cases cases)
set(CAVEAT_HEADER_FLOOR_authoring/propose cases)
set(CAVEAT_HEADER_FLOOR_authoring/draft editing)
set(CAVEAT_HEADER_FLOOR_authoring/show page)
set(CAVEAT_HEADER_FLOOR_authoring authors)
set(CAVEAT_HEADER_FLOOR_proof proof)
set(CAVEAT_HEADER_FLOOR_json adapters)
set(CAVEAT_HEADER_FLOOR_json_value adapters)
set(CAVEAT_HEADER_FLOOR_arrow adapters)
set(CAVEAT_HEADER_FLOOR_arrow_codes adapters)
set(CAVEAT_HEADER_FLOOR_schema adapters)
set(CAVEAT_HEADER_FLOOR_fhir adapters)
set(CAVEAT_HEADER_FLOOR_fhir_codes text)
set(CAVEAT_HEADER_FLOOR_service adapters)

# The adapters that are for authors of rules. The others do without the floors above the library.
set(CAVEAT_AUTHORING_ADAPTERS adapters/cli adapters/workbench adapters/lsp)
