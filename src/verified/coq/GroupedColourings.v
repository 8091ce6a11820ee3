(** Colourings of items in groups, each group with colours of its own, up to the names of the colours. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import AtMost Colourings.
Import ListNotations.

Definition item := (N * N)%type.                    (* its group, and which it is *)
Definition coloured := list (item * nat).

Definition used (cs : coloured) (g : N) : nat := fold_right (fun u k => if (fst (fst u) =? g)%N then Nat.max (S (snd u)) k else k) 0 cs.
Definition item_eqb (a b : item) : bool := ((fst a =? fst b) && (snd a =? snd b))%N.
Definition colour_of (cs : coloured) (i : item) : option nat := option_map snd (find (fun u => item_eqb (fst u) i) cs).

Section Colourings.
  Variable colours : N.

  (** The next item has a colour that its group uses already, or one that stands for all others. *)
  Fixpoint every_grouped (items : list item) (cs : coloured) (shown : coloured -> bool) : bool :=
    if shown cs then true else
    match items with
    | [] => false
    | i :: items =>
      let k := used cs (fst i) in
      every (fun c => every_grouped items ((i, c) :: cs) shown) (seq 0 (if (N.of_nat k <? colours)%N then S k else k))
    end.

  (** [cs] are colours of items, and [vs] the values in f that they stand for, group by group. *)
  Record stands_for (f : item -> N) (vs : N -> list N) (cs : coloured) : Prop := {
    once : forall g, NoDup (vs g);
    below : forall g v, In v (vs g) -> (v < colours)%N;
    count : forall g, length (vs g) = used cs g;
    value : forall i k, In (i, k) cs -> nth_error (vs (fst i)) k = Some (f i) }.

  Lemma every_grouped_spec f shown items : forall cs vs, every_grouped items cs shown = true -> stands_for f vs cs ->
    (forall i, In i items -> (f i < colours)%N) -> exists cs' vs', stands_for f vs' cs' /\ shown cs' = true.
  Proof.
    induction items as [|i items IH]; intros cs vs E S B; cbn [every_grouped] in E; destruct (shown cs) eqn:Sh; eauto; try discriminate.
    rewrite every_forallb, forallb_forall in E. destruct S as [O Bl C V]. assert (Hi := B i (or_introl eq_refl)).
    destruct (in_dec N.eq_dec (f i) (vs (fst i))) as [F|F].
    - destruct (In_nth_error _ _ F) as (k & K). assert (Lk : k < used cs (fst i)) by (rewrite <- C; apply nth_error_Some; congruence).
      apply (IH ((i, k) :: cs) vs).
      + apply E, in_seq. destruct (_ <? _)%N; lia.
      + constructor; auto.
        * intros g. cbn [used fold_right fst snd]. fold (used cs g). rewrite C. destruct (N.eqb_spec (fst i) g) as [<-|]; lia.
        * intros j l [Q|H]; auto. injection Q as <- <-. exact K.
      + intros j Hj. apply B. now right.
    - set (vs' := fun g => if (fst i =? g)%N then vs g ++ [f i] else vs g).
      assert (E' : vs' (fst i) = vs (fst i) ++ [f i]) by (unfold vs'; now rewrite N.eqb_refl).
      assert (D : NoDup (vs (fst i) ++ [f i])).
      { rewrite <- (rev_involutive (vs (fst i) ++ [f i])). apply NoDup_rev. rewrite rev_app_distr. simpl.
        constructor; [rewrite <- in_rev; exact F|]. apply NoDup_rev, O. }
      assert (Bl' : forall v, In v (vs (fst i) ++ [f i]) -> (v < colours)%N).
      { intros v Hv. apply in_app_or in Hv as [Hv|[<-|[]]]; eauto. }
      assert (Len := below_count _ _ D Bl'). rewrite app_length, C in Len. simpl in Len.
      apply (IH ((i, used cs (fst i)) :: cs) vs').
      + apply E, in_seq. assert (Q : (N.of_nat (used cs (fst i)) <? colours)%N = true) by (apply N.ltb_lt; lia). rewrite Q. lia.
      + constructor.
        * intros g. unfold vs'. destruct (N.eqb_spec (fst i) g) as [<-|]; auto.
        * intros g v. unfold vs'. destruct (N.eqb_spec (fst i) g) as [<-|]; eauto.
        * intros g. cbn [used fold_right fst snd]. fold (used cs g). unfold vs'.
          destruct (N.eqb_spec (fst i) g) as [<-|]; [rewrite app_length, C; cbn [length snd]; lia|apply C].
        * intros j l [Q|H].
          -- injection Q as <- <-. rewrite E', nth_error_app2 by (rewrite C; lia). rewrite C, Nat.sub_diag. reflexivity.
          -- specialize (V j l H). unfold vs'. destruct (N.eqb_spec (fst i) (fst j)) as [Q|]; auto.
             rewrite nth_error_app1; auto. apply nth_error_Some. congruence.
      + intros j Hj. apply B. now right.
  Qed.

  (** Items of a group with the same colour have the same value. *)
  Lemma colour_of_spec f vs cs i j k : stands_for f vs cs -> fst i = fst j -> colour_of cs i = Some k -> colour_of cs j = Some k -> f i = f j.
  Proof.
    intros S G Hi Hj.
    assert (K : forall i, colour_of cs i = Some k -> In (i, k) cs).
    { intros x H. unfold colour_of in H. destruct (find _ cs) as [[y l]|] eqn:F; [|discriminate]. injection H as ->.
      apply find_some in F as [F Q]. unfold item_eqb in Q. apply andb_true_iff in Q as [Q1 Q2]. apply N.eqb_eq in Q1, Q2.
      destruct x, y. simpl in *. subst. exact F. }
    assert (Q := value _ _ _ S i k (K i Hi)). rewrite G, (value _ _ _ S j k (K j Hj)) in Q. now injection Q.
  Qed.
End Colourings.
