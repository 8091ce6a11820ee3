(** What OCaml runs. *)
From Coq Require Import Extraction ExtrOcamlBasic ExtrOCamlInt63 PArray.
From Arcsat Require Import Model Lrat Refutation Inputs Pairs Numbers PairsCheck Tables CompactFormula CompactCheck
  Counting CountingCheck Witness Rows RowsCheck Adaptive AdaptiveCheck Sums.

(* Coq's own ExtrOCamlPArray extracts ill-typed code. *)
Extract Constant PArray.array "'a" => "'a Parray.t".
Extract Constant PArray.make => "Parray.make".
Extract Constant PArray.get => "Parray.get".
Extract Constant PArray.set => "Parray.set".
Extract Constant PArray.length => "Parray.length".

Extraction "verified.ml" verify formula_of build_names number_clause verify_compact tformula_of inputs var_key tvar_key
  var_eqb tvar_eqb check_counting verify_witness verify_rows verify_adaptive check_sums.
