(** A proposed renaming of the allowed inputs, given as a table of numbers, is checked to be one. *)
From Coq Require Import Uint63 PArray List NArith Arith Bool ZArith Lia.
From Arcsat Require Import Model Inputs Functional.
Import ListNotations.

Section Check.
  Variables (I : instance) (xs : list input) (X : int -> known) (numbers : list int) (ren : int -> int).
  Let A (x : input) := In x xs.
  Let Xf (k : int) : input := k_input (X k).
  Let lst := last (the_task I).

  (** Input, image; both with their answers *)
  Definition images : list (known * known) := map (fun k => (X k, X (ren k))) numbers.
  Definition renaming_ok : bool :=
    forallb (fun p =>
      numbers_function (map (fun ab => (held (k_input (fst ab)) p, held (k_input (snd ab)) p)) images) &&
      numbers_function (map (fun ab => (held (k_input (snd ab)) p, held (k_input (fst ab)) p)) images)) (seq 0 (S lst)) &&
    answers_function (map (fun ab => ((held (k_input (fst ab)) 0, k_answer (snd ab)), k_answer (fst ab))) images).

  Hypothesis X_in : forall k, A (Xf k) /\ k_answer (X k) = answer (the_task I) (Xf k).
  Hypothesis X_all : map Xf numbers = xs.
  Hypothesis xs_length : forall x, A x -> length x = S lst.
  Hypothesis ok : renaming_ok = true.

  Definition renaming (x : input) : input :=
    match find (fun ab => input_eqb (k_input (fst ab)) x) images with Some ab => k_input (snd ab) | None => x end.

  Lemma in_images a b : In (a, b) images -> exists k, In k numbers /\ a = X k /\ b = X (ren k).
  Proof. unfold images. intros H. apply in_map_iff in H as (k & E & Hk). injection E as <- <-. eauto. Qed.
  Lemma equal_inputs x y : A x -> A y -> (forall p, p <= lst -> held x p = held y p) -> x = y.
  Proof.
    intros Hx Hy H. apply (nth_ext x y 0%N 0%N); rewrite (xs_length x Hx); [now rewrite (xs_length y Hy)|].
    intros p Hp. apply H. lia.
  Qed.
  Lemma beyond x p : A x -> lst < p -> held x p = 0%N.
  Proof. intros Hx Hp. apply nth_overflow. rewrite (xs_length x Hx). lia. Qed.

  Lemma images_held k k' p : In k numbers -> In k' numbers ->
    (held (Xf k) p = held (Xf k') p <-> held (Xf (ren k)) p = held (Xf (ren k')) p).
  Proof.
    intros Hk Hk'. destruct (le_lt_dec p lst) as [L|L].
    - unfold renaming_ok in ok. apply andb_true_iff in ok as [O _]. rewrite forallb_forall in O.
      specialize (O p ltac:(apply in_seq; lia)). apply andb_true_iff in O as [O1 O2].
      assert (G : forall l, In l numbers -> In (X l, X (ren l)) images).
      { intros l Hl. unfold images. now apply (in_map (fun k => (X k, X (ren k)))). }
      split; intros E.
      + apply (is_function_spec _ _ _ N.eqb_eq N.eqb_eq _ O1 (held (Xf k) p) _ (held (Xf k') p) _);
          [apply in_map_iff; exists (X k, X (ren k)); auto|apply in_map_iff; exists (X k', X (ren k')); auto|exact E].
      + apply (is_function_spec _ _ _ N.eqb_eq N.eqb_eq _ O2 (held (Xf (ren k)) p) _ (held (Xf (ren k')) p) _);
          [apply in_map_iff; exists (X k, X (ren k)); auto|apply in_map_iff; exists (X k', X (ren k')); auto|exact E].
    - rewrite !beyond; auto; try tauto; apply X_in.
  Qed.

  Lemma number_of x : A x -> exists k, In k numbers /\ Xf k = x.
  Proof. intros H. unfold A in H. rewrite <- X_all in H. apply in_map_iff in H as (k & E & Hk). eauto. Qed.

  Lemma renaming_at k : In k numbers -> renaming (Xf k) = Xf (ren k).
  Proof.
    intros Hk. unfold renaming. destruct (find _ images) as [[a b]|] eqn:F.
    - apply find_some in F as [F E]. apply input_eqb_eq in E. cbn [fst snd] in *.
      apply in_images in F as (k' & Hk' & -> & ->). apply equal_inputs; try apply X_in.
      intros p _. apply (images_held k' k p Hk' Hk). fold (Xf k') in E. now rewrite E.
    - exfalso. pose proof (find_none _ _ F (X k, X (ren k))) as N. cbn [fst] in N. fold (Xf k) in N.
      rewrite (proj2 (input_eqb_eq (Xf k) (Xf k)) eq_refl) in N. discriminate N.
      unfold images. now apply (in_map (fun k => (X k, X (ren k)))).
  Qed.

  Lemma renaming_in x : A x -> A (renaming x).
  Proof. intros H. destruct (number_of x H) as (k & Hk & <-). rewrite renaming_at by auto. apply X_in. Qed.
  Lemma renaming_held p x y : A x -> A y -> (held x p = held y p <-> held (renaming x) p = held (renaming y) p).
  Proof.
    intros Hx Hy. destruct (number_of x Hx) as (k & Hk & <-), (number_of y Hy) as (k' & Hk' & <-).
    rewrite !renaming_at by auto. now apply images_held.
  Qed.
  Lemma renaming_answer x y : A x -> A y -> held x 0 = held y 0 ->
    answer (the_task I) (renaming x) = answer (the_task I) (renaming y) -> answer (the_task I) x = answer (the_task I) y.
  Proof.
    intros Hx Hy. destruct (number_of x Hx) as (k & Hk & <-), (number_of y Hy) as (k' & Hk' & <-).
    rewrite !renaming_at by auto. rewrite <- !(proj2 (X_in _)). intros Hh Ha.
    unfold renaming_ok in ok. apply andb_true_iff in ok as [_ O].
    apply (is_function_spec _ _ _ pair_eqb_eq N.eqb_eq _ O (held (Xf k) 0, k_answer (X (ren k))) _ (held (Xf k') 0, k_answer (X (ren k'))) _);
      [apply in_map_iff; exists (X k, X (ren k))|apply in_map_iff; exists (X k', X (ren k'))|congruence];
      (split; [reflexivity|]); unfold images; now apply (in_map (fun k => (X k, X (ren k)))).
  Qed.
  Lemma renaming_onto y : A y -> exists x, A x /\ renaming x = y.
  Proof.
    intros Hy. set (d := nodup (list_eq_dec N.eq_dec) xs).
    assert (D : forall x, In x d <-> A x) by (intros; apply nodup_In).
    assert (inj : forall x x', A x -> A x' -> renaming x = renaming x' -> x = x').
    { intros x x' Hx Hx' E. apply equal_inputs; auto. intros p _. apply renaming_held; auto. now rewrite E. }
    assert (N : NoDup (map renaming d)).
    { assert (Nd : NoDup d) by apply NoDup_nodup. assert (S : forall x, In x d -> A x) by (intros; now apply D).
      clearbody d. clear D. induction Nd as [|x l Hx Nl IH]; cbn [map]; constructor; auto.
      - intros H. apply in_map_iff in H as (x' & E & H). apply inj in E; [subst; contradiction|apply S; now right|apply S; now left].
      - apply IH. intros; apply S. now right. }
    assert (Inc : incl (map renaming d) d).
    { intros z Hz. apply in_map_iff in Hz as (x & <- & Hx). apply D, renaming_in, D, Hx. }
    pose proof (NoDup_length_incl N (eq_ind_r (fun n => length d <= n) (le_n _) (map_length renaming d)) Inc y (proj2 (D y) Hy)) as K.
    apply in_map_iff in K as (x & E & Hx). exists x. split; auto. now apply D.
  Qed.
End Check.
