(** Instances that are realizable because of their sizes alone; a checker that asks no witness. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model Order CountingCheck ClosedForm OneStep.
Import ListNotations.

(** ** One epoch, in which everybody tells player -1 what it holds *)

Definition tell_everything (T : task) (c : N) : protocol := Protocol
  (fun _ _ _ X _ => own X mod 2 ^ c)%N (fun X => answer T (own X :: hd [] (inbox X))).

Theorem one_epoch_suffices I : overrides I = [] -> epochs I = 1 ->
  (forall p, 1 <= p <= last (the_task I) -> (domain (the_task I) p <= 2 ^ bits_per_token I)%N) ->
  (forall p, 1 <= p <= last (the_task I) -> (1 <= tokens (the_task I) p)%N) -> realizable I.
Proof.
  intros O E1 F Tk. exists (tell_everything (the_task I) (bits_per_token I)). set (T := the_task I) in *. set (c := bits_per_token I) in *. split.
  - intros t j i X Y Ht Hj. fold T in Hj. unfold tell_everything, says. eapply N.lt_le_trans; [apply N.mod_lt, N.pow_nonzero; lia|].
    apply N.pow_le_mono_r; [lia|]. unfold width. rewrite O. cbn [find]. fold T c.
    destruct i as [|i]; [simpl; lia|]. specialize (Tk (S i) ltac:(lia)). nia.
  - intros x (L & B & _). fold T in L, B. rewrite E1. cbn [knows output tell_everything inbox own hd says].
    f_equal. destruct x as [|w x]; [discriminate|]. cbn [length] in L. injection L as L. change (held (w :: x) 0) with w. f_equal.
    assert (G : forall y k, (forall p, p < length y -> (nth p y 0 < 2 ^ c)%N) -> (forall p, p < length y -> held (w :: x) (k + p) = nth p y 0%N) ->
      map (fun j => (own {| own := held (w :: x) j; inbox := [] |} mod 2 ^ c)%N) (seq k (length y)) = y).
    { induction y as [|a y IH]; intros k Sm H; [reflexivity|]. cbn [length seq map own]. f_equal.
      - rewrite <- (Nat.add_0_r k), (H 0) by (simpl; lia). apply N.mod_small. exact (Sm 0 ltac:(simpl; lia)).
      - apply IH; [intros p Hp; exact (Sm (S p) ltac:(simpl; lia))|]. intros p Hp. change (nth p y 0%N) with (nth (S p) (a :: y) 0%N). rewrite <- (H (S p)) by (simpl; lia). f_equal. unfold player in *. lia. }
    unfold senders. fold T. replace (last T - 0) with (length x) by (unfold player in *; lia). apply G.
    + intros p Hp. assert (Bp := B (S p) ltac:(lia)). change (held (w :: x) (S p)) with (nth p x 0%N) in Bp. specialize (F (S p) ltac:(lia)). lia.
    + intros p Hp. reflexivity.
Qed.

(** ** The checker *)

Definition closed_form_fits (I : instance) : bool :=
  let T := the_task I in let C := (2 ^ bits_per_token I)%N in
  (epochs I =? S (length (q T))) && well_formed T && (m T <=? C)%N && forallb (fun a => (0 <? a) && (a <=? C))%N (q T).
Definition streams_fit_sizes (I : instance) : bool :=
  match the_task I with
  | Task m [] [q] =>
    let C := (2 ^ bits_per_token I)%N in let K := (C ^ N.of_nat (epochs I - 1))%N in
    (0 <? q)%N && (1 <=? epochs I) && ((q <=? K) || ((m <=? C) && (q <=? K * K)) || ((m =? 1) && (q <=? K * C ^ N.of_nat (epochs I))))%N
  | _ => false
  end.
Definition one_epoch_fits (I : instance) : bool :=
  let T := the_task I in
  (epochs I =? 1) && forallb (fun p => (domain T p <=? 2 ^ bits_per_token I) && (1 <=? tokens T p))%N (seq 1 (last T)).
Definition check_sizes (I : instance) : bool :=
  match overrides I with [] => if closed_form_fits I then true else if streams_fit_sizes I then true else one_epoch_fits I | _ => false end.

Theorem check_sizes_sound I : check_sizes I = true -> realizable I.
Proof.
  unfold check_sizes. destruct (overrides I) eqn:O; [|discriminate]. destruct (closed_form_fits I) eqn:C1; [intros _|destruct (streams_fit_sizes I) eqn:C2; [intros _|intros C3]].
  - unfold closed_form_fits in C1. rewrite !andb_true_iff, forallb_forall in C1. destruct C1 as [[[C1 C2] C3] C4]. apply Nat.eqb_eq in C1. apply N.leb_le in C3.
    apply closed_form; auto. intros a Ha. specialize (C4 a Ha). rewrite andb_true_iff, N.ltb_lt, N.leb_le in C4. exact C4.
  - unfold streams_fit_sizes in C2. destruct (the_task I) as [m [|] [|q [|]]] eqn:ET; try discriminate.
    rewrite !andb_true_iff, !orb_true_iff, !andb_true_iff, !N.leb_le, N.ltb_lt, N.eqb_eq, Nat.leb_le in C2. destruct C2 as [[C2 C3] C4].
    apply (easier (one_step m q (epochs I) (bits_per_token I))); auto.
    + intros t j i. unfold width. rewrite O, ET. cbn. lia.
    + intros x (L & B & _). rewrite ET in L, B. split; [exact L|]. split; [exact B|]. intros [|p] l E; discriminate.
    + apply streams_suffice; auto. tauto.
  - unfold one_epoch_fits in C3. rewrite andb_true_iff, forallb_forall in C3. destruct C3 as [C3 C4]. apply Nat.eqb_eq in C3.
    assert (G : forall p, 1 <= p <= last (the_task I) -> (domain (the_task I) p <= 2 ^ bits_per_token I)%N /\ (1 <= tokens (the_task I) p)%N).
    { intros p Hp. specialize (C4 p ltac:(apply in_seq; lia)). now rewrite andb_true_iff, !N.leb_le in C4. }
    apply one_epoch_suffices; auto; intros p Hp; now apply G.
Qed.
