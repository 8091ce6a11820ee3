(** Arrays in two levels, for numbers past the length of one array (4,194,303). A chunk is made when it is first used. *)
From Coq Require Import Uint63 PArray.
Open Scope uint63_scope.
Open Scope array_scope.

Polymorphic Lemma get_set A (t : array A) i j x : (i = j /\ t.[i <- x].[j] = x) \/ t.[i <- x].[j] = t.[j].
Proof.
  destruct (i =? j) eqn:H; [apply Uint63.eqb_spec in H; subst j|apply Uint63.eqb_false_spec in H; right; now apply get_set_other].
  destruct (i <? length t) eqn:B; [left; split; [reflexivity|now apply get_set_same]|right].
  rewrite !get_out_of_bounds; auto; [apply default_set | now rewrite length_set].
Qed.

Record store (A : Type) := Store { chunks : array (array A); outside : A }.
Arguments Store {A}. Arguments chunks {A}. Arguments outside {A}.

Definition empty_store {A} (d : A) : store A := Store (make 65536 (make 0 d)) d.
Definition read {A} (s : store A) (i : int) : A :=
  let c := (chunks s).[i >> 16] in if length c =? 0 then outside s else c.[i land 65535].
Definition write {A} (s : store A) (i : int) (x : A) : store A :=
  let c := (chunks s).[i >> 16] in
  let c := if length c =? 0 then make 65536 (outside s) else c in
  Store (chunks s).[i >> 16 <- c.[i land 65535 <- x]] (outside s).

Lemma read_empty A (d : A) i : read (empty_store d) i = d.
Proof. unfold read, empty_store. cbn [chunks outside]. rewrite get_make, length_make. reflexivity. Qed.

Lemma read_write A (s : store A) i j x : read (write s i x) j = x \/ read (write s i x) j = read s j.
Proof.
  unfold write, read. cbn [chunks outside]. set (c := (chunks s).[i >> 16]).
  set (c0 := if length c =? 0 then make 65536 (outside s) else c).
  destruct (get_set _ (chunks s) (i >> 16) (j >> 16) c0.[i land 65535 <- x]) as [[H ->]| ->]; [|now right].
  rewrite length_set, <- H. fold c.
  assert (L : length c0 =? 0 = false).
  { unfold c0. destruct (length c =? 0) eqn:Z; [rewrite length_make; reflexivity|exact Z]. }
  rewrite L. destruct (get_set _ c0 (i land 65535) (j land 65535) x) as [[_ ->]| ->]; [now left|right].
  unfold c0. destruct (length c =? 0); [apply get_make|reflexivity].
Qed.
