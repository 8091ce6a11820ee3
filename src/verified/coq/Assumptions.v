(** What the theorems rest on, printed; extract.sh makes assumptions.txt of it. *)
From Coq Require Import String.
From Arcsat Require Import Order Sanity PairsCheck CompactCheck CountingCheck Witness.

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
Goal True. name check_counting_sound. Abort.
Print Assumptions check_counting_sound.
Goal True. name verify_witness_sound. Abort.
Print Assumptions verify_witness_sound.
