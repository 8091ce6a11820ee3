(** What the theorems rest on, printed; extract.sh makes assumptions.txt of it. *)
From Coq Require Import String.
From Arcsat Require Import Order Sanity PairsCheck CompactCheck CountingCheck Witness RowsCheck ClosedForm Depth Kill
  OneStepBounds Small AdaptiveCheck TraceBack Sums Sizes BlocksCheck Means Shearer WeightedCheck.
From Arcsat Require Import Scheme SchemeWitness Tokens Thoughts OneEpoch Encoders Derivation.
From Arcsat Require Import SubInstance FewValues FirstStep ChainCheck ThreeStepCheck.

Ltac name x := idtac "Theorem" x.
Goal True. name some_instance_is_realizable. Abort.
Print Assumptions some_instance_is_realizable.
Goal True. name some_instance_is_not. Abort.
Print Assumptions some_instance_is_not.
Goal True. name easier. Abort.
Print Assumptions easier.
Goal True. name every_table. Abort.
Print Assumptions every_table.
Goal True. name verify_sound. Abort.
Print Assumptions verify_sound.
Goal True. name verify_compact_sound. Abort.
Print Assumptions verify_compact_sound.
Goal True. name verify_part_sound. Abort.
Print Assumptions verify_part_sound.
Goal True. name verify_compact_part_sound. Abort.
Print Assumptions verify_compact_part_sound.
Goal True. name check_counting_sound. Abort.
Print Assumptions check_counting_sound.
Goal True. name verify_witness_sound. Abort.
Print Assumptions verify_witness_sound.
Goal True. name verify_rows_sound. Abort.
Print Assumptions verify_rows_sound.
Goal True. name rows_from. Abort.
Print Assumptions rows_from.
Goal True. name closed_form. Abort.
Print Assumptions closed_form.
Goal True. name depth_separation_2_4_4. Abort.
Print Assumptions depth_separation_2_4_4.
Goal True. name depth_separation_4_3_4. Abort.
Print Assumptions depth_separation_4_3_4.
Goal True. name kill. Abort.
Print Assumptions kill.
Goal True. name depth_separation_1_1_4_5. Abort.
Print Assumptions depth_separation_1_1_4_5.
Goal True. name depth_separation_1_2_2_5. Abort.
Print Assumptions depth_separation_1_2_2_5.
Goal True. name one_step_one_position. Abort.
Print Assumptions one_step_one_position.
Goal True. name one_step_many_positions. Abort.
Print Assumptions one_step_many_positions.
Goal True. name one_step_few_positions. Abort.
Print Assumptions one_step_few_positions.
Goal True. name one_step_one_epoch. Abort.
Print Assumptions one_step_one_epoch.
Goal True. name epoch_hierarchy. Abort.
Print Assumptions epoch_hierarchy.
Goal True. name second_epoch. Abort.
Print Assumptions second_epoch.
Goal True. name verify_adaptive_sound. Abort.
Print Assumptions verify_adaptive_sound.
Goal True. name depth_separation_2_1_2_6. Abort.
Print Assumptions depth_separation_2_1_2_6.
Goal True. name depth_separation_1_2_3_3. Abort.
Print Assumptions depth_separation_1_2_3_3.
Goal True. name check_sums_sound. Abort.
Print Assumptions check_sums_sound.
Goal True. name solution_realizable. Abort.
Print Assumptions solution_realizable.
Goal True. name check_sizes_sound. Abort.
Print Assumptions check_sizes_sound.
Goal True. name one_epoch_suffices. Abort.
Print Assumptions one_epoch_suffices.
Goal True. name depth_separation_1_2_8_2. Abort.
Print Assumptions depth_separation_1_2_8_2.
Goal True. name check_blocks_sound. Abort.
Print Assumptions check_blocks_sound.
Goal True. name depth_separation_one_step_3_4. Abort.
Print Assumptions depth_separation_one_step_3_4.
Goal True. name depth_separation_one_step_6_7. Abort.
Print Assumptions depth_separation_one_step_6_7.
Goal True. name depth_separation_one_step_6_10. Abort.
Print Assumptions depth_separation_one_step_6_10.
Goal True. name depth_separation_one_step_5_14. Abort.
Print Assumptions depth_separation_one_step_5_14.
Goal True. name verify_weighted_sound. Abort.
Print Assumptions verify_weighted_sound.
Goal True. name means. Abort.
Print Assumptions means.
Goal True. name shearer. Abort.
Print Assumptions shearer.
Goal True. name depth_separation_one_step_8_7. Abort.
Print Assumptions depth_separation_one_step_8_7.
Goal True. name decoder_with. Abort.
Print Assumptions decoder_with.
Goal True. name decoder_encoder. Abort.
Print Assumptions decoder_encoder.
Goal True. name check_thoughts_sound. Abort.
Print Assumptions check_thoughts_sound.
Goal True. name one_thought_suffices. Abort.
Print Assumptions one_thought_suffices.
Goal True. name empty_thought_fails. Abort.
Print Assumptions empty_thought_fails.
Goal True. name one_thought_fails_on_two_steps. Abort.
Print Assumptions one_thought_fails_on_two_steps.
Goal True. name thoughts_separation_2_2. Abort.
Print Assumptions thoughts_separation_2_2.
Goal True. name one_thought_fails_2_1_2_3. Abort.
Print Assumptions one_thought_fails_2_1_2_3.
Goal True. name encoder_two_epochs. Abort.
Print Assumptions encoder_two_epochs.
Goal True. name encoder_separation. Abort.
Print Assumptions encoder_separation.
Goal True. name encoder_separation_3_4. Abort.
Print Assumptions encoder_separation_3_4.
Goal True. name verify_witness_with_sound. Abort.
Print Assumptions verify_witness_with_sound.
Goal True. name check_sizes_with_sound. Abort.
Print Assumptions check_sizes_with_sound.
Goal True. name check_one_epoch_sound. Abort.
Print Assumptions check_one_epoch_sound.
Goal True. name sums_are_functions. Abort.
Print Assumptions sums_are_functions.
Goal True. name check_tokens_sound. Abort.
Print Assumptions check_tokens_sound.
Goal True. name appended_step. Abort.
Print Assumptions appended_step.
Goal True. name check_derivation_sound. Abort.
Print Assumptions check_derivation_sound.
Goal True. name some_sums_are_realizable. Abort.
Print Assumptions some_sums_are_realizable.
Goal True. name some_sums_are_not. Abort.
Print Assumptions some_sums_are_not.
Goal True. name more_epochs. Abort.
Print Assumptions more_epochs.
Goal True. name entropy_step. Abort.
Print Assumptions entropy_step.
Goal True. name rare_sound. Abort.
Print Assumptions rare_sound.
Goal True. name verify_chain_sound. Abort.
Print Assumptions verify_chain_sound.
Goal True. name depth_separation_55_4_727_1024. Abort.
Print Assumptions depth_separation_55_4_727_1024.
Goal True. name verify_three_steps_sound. Abort.
Print Assumptions verify_three_steps_sound.
