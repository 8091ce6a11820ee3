(** Numbers of inputs, put into groups by a key. Nothing is proved of these tables: who uses them checks what they say. *)
From Coq Require Import List NArith Arith Uint63 PArray Bool ZArith Lia FMapAVL OrderedType OrderedTypeEx.
From Arcsat Require Import Model Pairs Inputs.
Import ListNotations.
Open Scope array_scope.

Module IntOrder <: OrderedType.
  Definition t := int.
  Definition eq := @eq int.
  Definition lt (a b : int) := Uint63.ltb a b = true.
  Definition eq_refl := @eq_refl int.
  Definition eq_sym := @eq_sym int.
  Definition eq_trans := @eq_trans int.
  Lemma lt_trans a b c : lt a b -> lt b c -> lt a c.
  Proof. unfold lt. rewrite !Uint63.ltb_spec. lia. Qed.
  Lemma lt_not_eq a b : lt a b -> ~ eq a b.
  Proof. unfold lt, eq. rewrite Uint63.ltb_spec. intros H ->. lia. Qed.
  Definition compare (a b : int) : Compare lt eq a b.
    destruct (Uint63.ltb a b) eqn:L; [now apply LT|].
    destruct (Uint63.eqb a b) eqn:Q; [now apply EQ, Uint63.eqb_spec|].
    apply GT. unfold lt. apply Uint63.ltb_spec. apply Uint63.eqb_false_spec in Q.
    assert (~ (to_Z a < to_Z b)%Z) by (rewrite <- Uint63.ltb_spec; congruence).
    assert (to_Z a <> to_Z b) by (intros F; apply Q, to_Z_inj, F). lia.
  Defined.
  Definition eq_dec (a b : int) : {eq a b} + {~ eq a b}.
    destruct (Uint63.eqb a b) eqn:Q; [left; now apply Uint63.eqb_spec | right; now apply Uint63.eqb_false_spec].
  Defined.
End IntOrder.
Module Map := FMapAVL.Make IntOrder.

Section Tables.
  Variables (I : instance) (X : array known) (numbers : list int).   (* 0, 1, … *)
  Let lst := last (the_task I).
  Let holds_int (p : player) (k : int) : int := of_Z (Z.of_N (held (k_input X.[k]) p)).

  (** Neighbours with the same parts from p on stand for each other. *)
  Definition level_array (p : player) : array int :=
    snd (fold_left (fun (s : int * array int) k =>
           let (r, a) := s in
           let r := if agree p (k_input X.[k]) (k_input X.[r]) then r else k in (r, a.[k <- r]))
         numbers (0%uint63, make (PArray.length X) 0%uint63)).
  Definition first_of (key : int -> int) (ks : list int) : array int :=
    snd (fold_left (fun (s : Map.t int * array int) k =>
           let (m, a) := s in
           match Map.find (key k) m with
           | Some r => (m, a.[k <- r])
           | None => (Map.add (key k) k m, a.[k <- k])
           end) ks (Map.empty int, make (PArray.length X) 0%uint63)).
  Definition stand_for_themselves (a : array int) (ks : list int) : list int := filter (fun k => Uint63.eqb a.[k] k) ks.

  (** The groups by first use, and the pairs in each: (low, high) with high ascending. *)
  Definition groups (key : int -> int) (ks : list int) : list (list int) :=
    let first := first_of key ks in
    let m := fold_left (fun m k => let r := first.[k] in
               Map.add r (k :: match Map.find r m with Some l => l | None => [] end) m) ks (Map.empty (list int)) in
    map (fun r => match Map.find r m with Some l => rev' l | None => [] end) (stand_for_themselves first ks).
  Fixpoint pairs_in (before : list int) (group : list int) : list (int * int) :=   (* before: reversed *)
    match group with
    | [] => []
    | y :: group => rev_append (map (fun x => (x, y)) before) (pairs_in (y :: before) group)
    end.
  Definition pairs_by (key : int -> int) (ks : list int) : list (int * int) :=
    flat_map (pairs_in []) (groups key ks).
End Tables.

Definition held_key (X : array known) (hs : list player) (k : int) : int :=
  fold_left (fun h p => Uint63.add (Uint63.mul h 1000003%uint63) (of_Z (Z.of_N (held (k_input X.[k]) p)))) hs 1%uint63.
