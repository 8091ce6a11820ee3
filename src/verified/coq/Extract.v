(** What OCaml runs. *)
From Coq Require Import Extraction ExtrOcamlBasic ExtrOCamlInt63 PArray.
From Arcsat Require Import Model Lrat Refutation Inputs Pairs Numbers PairsCheck Tables CompactFormula CompactCheck.
From Arcsat Require Import SubInstance.
From Arcsat Require Import Counting CountingCheck Witness Rows RowsCheck Adaptive AdaptiveCheck Sums Sizes BlocksCheck Weighted WeightedCheck Scheme SchemeWitness Thoughts OneEpoch Encoders Derivation.
From Arcsat Require Import Chain ChainCheck ThreeStepCheck.

(* Coq's own ExtrOCamlPArray extracts ill-typed code. *)
Extract Constant PArray.array "'a" => "'a Parray.t".
Extract Constant PArray.make => "Parray.make".
Extract Constant PArray.get => "Parray.get".
Extract Constant PArray.set => "Parray.set".
Extract Constant PArray.length => "Parray.length".

(* One line a group: what refutes by a formula, what prints it, what judges other evidence. *)
Extraction "verified.ml"
  verify verify_compact verify_part verify_compact_part restrict
  formula_of build_names number_clause tformula_of inputs var_key tvar_key var_eqb tvar_eqb
  check_counting verify_witness verify_rows verify_adaptive check_sums check_sizes check_blocks
  verify_weighted check_thoughts verify_witness_with check_sizes_with check_one_epoch
  check_tokens check_derivation verify_chain verify_three_steps.
