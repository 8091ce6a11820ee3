(** Colourings of a list of items, up to the names of the colours: what holds of each that is tried holds of all. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import AtMost.
Import ListNotations.

(** As existsb and forallb, but for evaluation inside Coq, where || and && look at both sides. *)
Fixpoint some {A} (f : A -> bool) (l : list A) : bool := match l with [] => false | a :: l => if f a then true else some f l end.
Fixpoint every {A} (f : A -> bool) (l : list A) : bool := match l with [] => true | a :: l => if f a then every f l else false end.
Lemma some_existsb {A} (f : A -> bool) l : some f l = existsb f l.
Proof. induction l as [|a l IH]; simpl; auto. now rewrite IH. Qed.
Lemma every_forallb {A} (f : A -> bool) l : every f l = forallb f l.
Proof. induction l as [|a l IH]; simpl; auto. now rewrite IH. Qed.

Section Colourings.
  Variable colours : N.

  (** Colours are given in the order of the items: the next item has a colour that is used already, one of 0 … used-1, or
      the next one. [shown] may end a branch early; [next] is asked when all items are coloured. *)
  Fixpoint every_colouring (todo used : nat) (cs : list nat) (shown next : list nat -> bool) : bool :=
    if shown cs then true else
    match todo with
    | O => next cs
    | S todo => every (fun k => every_colouring todo (Nat.max used (S k)) (cs ++ [k]) shown next)
                        (seq 0 (if (N.of_nat used <? colours)%N then S used else used))
    end.

  (** [cs] are the colours that the items so far have in g, [vs] the values that they stand for. *)
  Record stands_for (g : nat -> N) (vs : list N) (cs : list nat) : Prop := {
    once : NoDup vs;
    below : forall v, In v vs -> (v < colours)%N;
    value : forall i, i < length cs -> nth_error vs (nth i cs 0) = Some (g i) }.

  Lemma stands_for_nil g : stands_for g [] [].
  Proof. constructor; [constructor|intros v []|simpl; intros; lia]. Qed.

  Lemma stands_for_more g vs cs k vs' : stands_for g vs cs -> NoDup (vs ++ vs') -> (forall v, In v vs' -> (v < colours)%N) ->
    nth_error (vs ++ vs') k = Some (g (length cs)) -> stands_for g (vs ++ vs') (cs ++ [k]).
  Proof.
    intros [O B V] D B' K. constructor; auto.
    - intros v H. apply in_app_or in H as [H|H]; auto.
    - intros i Hi. rewrite app_length in Hi. simpl in Hi. destruct (Nat.eq_dec i (length cs)) as [->|Ne].
      + rewrite app_nth2, Nat.sub_diag by lia. exact K.
      + rewrite app_nth1 by lia. specialize (V i ltac:(lia)). rewrite nth_error_app1; auto. apply nth_error_Some. congruence.
  Qed.

  Lemma every_colouring_spec g shown next todo : forall used cs vs, every_colouring todo used cs shown next = true ->
    length vs = used -> stands_for g vs cs -> (forall i, i < length cs + todo -> (g i < colours)%N) ->
    exists cs' vs', stands_for g vs' cs' /\ (shown cs' = true \/ next cs' = true).
  Proof.
    induction todo as [|todo IH]; intros used cs vs E L S G; cbn [every_colouring] in E; destruct (shown cs) eqn:H; eauto 6.
    rewrite every_forallb, forallb_forall in E. set (v := g (length cs)).
    assert (Hv : (v < colours)%N) by (apply G; lia).
    destruct (in_dec N.eq_dec v vs) as [F|F].
    - destruct (In_nth_error _ _ F) as (k & K). assert (k < used) by (rewrite <- L; apply nth_error_Some; congruence).
      apply (IH (Nat.max used (Datatypes.S k)) (cs ++ [k]) vs).
      + apply E, in_seq. destruct (_ <? _)%N; lia.
      + lia.
      + rewrite <- (app_nil_r vs). apply stands_for_more; auto; rewrite ?app_nil_r; auto; [apply (once _ _ _ S)|intros u []].
      + intros i Hi. rewrite app_length in Hi. simpl in Hi. apply G. lia.
    - assert (D : NoDup (vs ++ [v])).
      { rewrite <- (rev_involutive (vs ++ [v])). apply NoDup_rev. rewrite rev_app_distr. simpl.
        constructor; [rewrite <- in_rev; exact F|]. apply NoDup_rev, (once _ _ _ S). }
      assert (C : (N.of_nat (length (vs ++ [v])) <= colours)%N).
      { apply below_count; auto. intros u Hu. apply in_app_or in Hu as [Hu|[<-|[]]]; auto. apply (below _ _ _ S); auto. }
      rewrite app_length in C. simpl in C.
      apply (IH (Nat.max used (Datatypes.S used)) (cs ++ [used]) (vs ++ [v])).
      + apply E, in_seq. assert (Q : (N.of_nat used <? colours)%N = true) by (apply N.ltb_lt; lia). rewrite Q. lia.
      + rewrite app_length. simpl. lia.
      + apply stands_for_more; auto; [intros u [<-|[]]; auto|]. rewrite nth_error_app2, L, Nat.sub_diag by lia. reflexivity.
      + intros i Hi. rewrite app_length in Hi. simpl in Hi. apply G. lia.
  Qed.

  (** Whether some items, at least one, have one colour; a single one need not have one yet. *)
  Definition alike (cs : list nat) (items : list nat) : bool :=
    match items with
    | [] => false
    | [_] => true
    | i :: items => every (fun j => if j <? length cs then nth j cs 0 =? nth i cs 0 else false) (i :: items)
    end.
  Lemma alike_spec g vs cs items : stands_for g vs cs -> alike cs items = true -> forall i j, In i items -> In j items -> g i = g j.
  Proof.
    intros S A. destruct items as [|a [|b items]]; [intros i j []|intros i j [<-|[]] [<-|[]]; reflexivity|].
    unfold alike in A. rewrite every_forallb, forallb_forall in A.
    assert (K : forall i, In i (a :: b :: items) -> Some (g i) = nth_error vs (nth a cs 0)).
    { intros i Hi. specialize (A i Hi). destruct (Nat.ltb_spec i (length cs)) as [A1|]; [|discriminate]. rename A into A2. apply Nat.eqb_eq in A2.
      rewrite <- A2. symmetry. now apply (value _ _ _ S). }
    intros i j Hi Hj. assert (Q := K i Hi). rewrite <- (K j Hj) in Q. now injection Q.
  Qed.
End Colourings.
