(** What may be assumed of a solution without loss: in each column of each table of a plan, row k sends at most k.

    The values of the messages are renamed epoch by epoch, by first occurrence in their column. *)
From Coq Require Import List NArith Arith Uint63 Bool Lia.
From Arcsat Require Import Model Trace Pairs Labels Tables WholeInputs.
Import ListNotations.

Fixpoint value (l : list bool) : N := match l with [] => 0%N | b :: l => ((if b then 1 else 0) + 2 * value l)%N end.
Lemma value_bound l : (value l < 2 ^ N.of_nat (length l))%N.
Proof.
  induction l as [|b l IH]; [reflexivity|]. cbn [value length]. rewrite Nat2N.inj_succ, N.pow_succ_r'. destruct b; lia.
Qed.
Lemma value_inj l : forall l', length l = length l' -> value l = value l' -> l = l'.
Proof.
  induction l as [|b l IH]; intros [|b' l']; cbn [value length]; intros H Q; try discriminate; auto.
  f_equal; [destruct b, b'; auto; lia|]. apply IH; [congruence|]. destruct b, b'; lia.
Qed.

Lemma find_slot_some (mu : msg) s ss : In s ss -> s_msg s = mu -> forall n, find_slot mu n ss = None -> False.
Proof.
  intros H M. induction ss as [|a ss IH]; [destruct H|]. intros n. cbn [find_slot].
  destruct (msg_eqb mu (s_msg a)) eqn:Q; [intros K; discriminate K|]. destruct H as [->|H]; [|now apply IH].
  rewrite M in Q. rewrite (proj2 (msg_eqb_eq mu mu) eq_refl) in Q. discriminate Q.
Qed.

Lemma max_spec {B} (f : B -> nat) l x : In x l -> f x < S (fold_right Nat.max 0 (map f l)).
Proof. induction l as [|y l IH]; simpl; [tauto|]. intros [->|H]; [lia|]. specialize (IH H). lia. Qed.

Section AllLabels.
  Variables (I : instance) (P : plan) (xs rs : list input) (W : list (player * player)).
  Let A (x : input) := In x xs.
  Let lst := last (the_task I).
  Let E := epochs I.

  Definition row_key (s : slot) (x : input) : list N := map (held x) (s_row s).
  Definition keys_eqb (a b : list N) : bool := if list_eq_dec N.eq_dec a b then true else false.
  Lemma keys_eqb_eq a b : keys_eqb a b = true <-> a = b.
  Proof. unfold keys_eqb. destruct (list_eq_dec N.eq_dec a b); intuition congruence. Qed.
  (** How many different rows of the same column come first, as far as inputs go *)
  Definition input_rank (s : slot) (x : input) : nat :=
    rank (list N) keys_eqb [] (map (row_key s) (filter (alike (s_column s) x) (rs ++ xs))) (row_key s x).
  Definition send_bits (s : slot) : nat := length (bits_of I (s_send s)).
  Definition row_no (tr : trace) (s : slot) (x : input) : N :=
    (N.of_nat (input_rank s x) * 2 ^ N.of_nat (send_bits s) + value (content_on I tr (s_send s) x))%N.

  Definition label_ok (s : slot) : bool :=
    let '(t, j, i) := s_msg s in
    forallb (fun p => Nat.eqb p i || (1 <? t)%nat && existsb (fun ki : player * player => Nat.eqb (fst ki) p && Nat.eqb (snd ki) i) W) (s_column s) &&
    forallb (fun mu : msg => let '(t', j', i') := mu in Nat.eqb i' i && (1 <=? t')%nat && (t' <? t)%nat && (i <? j')%nat && (j' <=? lst)%nat) (s_receive s) &&
    forallb (fun mu : msg => let '(t', j', i') := mu in (t' <? t)%nat) (content_s s).
  Definition labels_ok : bool := plan_ok I P && forallb label_ok (slots P).

  Hypothesis ok : labels_ok = true.

  Section Epoch.
    Variables (tr : trace) (T : nat).
    Hypothesis sol : solution I A tr.
    Hypothesis told_whole : forall k i, In (k, i) W -> revealed I xs tr k i.

    Definition same_col (s : slot) (x y : input) : bool :=
      alike (s_column s) x y && (if list_eq_dec Bool.bool_dec (content_on I tr (s_receive s) x) (content_on I tr (s_receive s) y) then true else false).
    Lemma same_col_iff s x y : same_col s x y = true <->
      alike (s_column s) x y = true /\ content_on I tr (s_receive s) x = content_on I tr (s_receive s) y.
    Proof. unfold same_col. rewrite andb_true_iff. destruct (list_eq_dec _ _ _); intuition congruence. Qed.

    Lemma alike_iff hs x y : alike hs x y = true <-> map (held x) hs = map (held y) hs.
    Proof.
      unfold alike. induction hs as [|p hs IH]; simpl; [tauto|]. rewrite andb_true_iff, IH, N.eqb_eq.
      split; [intros [-> ->]; auto|intros H; injection H; auto].
    Qed.

    Lemma rank_same s x y : A x -> A y -> alike (s_column s) x y = true -> input_rank s x = input_rank s y -> alike (s_row s) x y = true.
    Proof.
      intros Hx Hy C H. apply alike_iff. unfold input_rank in H.
      assert (F : forall z, alike (s_column s) x z = alike (s_column s) y z).
      { intros z. apply alike_iff in C. destruct (alike (s_column s) x z) eqn:Q1, (alike (s_column s) y z) eqn:Q2; auto;
          [apply alike_iff in Q1; assert (alike (s_column s) y z = true) by (apply alike_iff; congruence)
          |apply alike_iff in Q2; assert (alike (s_column s) x z = true) by (apply alike_iff; congruence)]; congruence. }
      rewrite (filter_ext _ _ F) in H.
      eapply rank_inj; [apply keys_eqb_eq| | | | |exact H]; auto.
      - apply in_map_iff. exists x. split; auto. apply filter_In. split; [apply in_or_app; auto|]. apply alike_iff. apply alike_iff in C. auto.
      - apply in_map_iff. exists y. split; auto. apply filter_In. split; [apply in_or_app; auto|]. apply alike_iff. auto.
    Qed.

    Lemma content_length ms x : length (content_on I tr ms x) = length (bits_of I ms).
    Proof. apply map_length. Qed.

    Lemma content_app a b x : content_on I tr (a ++ b) x = content_on I tr a x ++ content_on I tr b x.
    Proof. unfold content_on, bits_of. now rewrite flat_map_app, map_app. Qed.

    Lemma row_determines s x y : In s (slots P) -> A x -> A y -> same_col s x y = true -> row_no tr s x = row_no tr s y ->
      sent_on tr (s_msg s) x = sent_on tr (s_msg s) y.
    Proof.
      intros Hs Hx Hy C H. apply same_col_iff in C as [C1 C2]. unfold row_no, send_bits in H.
      assert (B : forall z, (value (content_on I tr (s_send s) z) < 2 ^ N.of_nat (length (bits_of I (s_send s))))%N).
      { intros z. rewrite <- (content_length (s_send s) z). apply value_bound. }
      pose proof (B x) as Bx. pose proof (B y) as By. set (w := (2 ^ N.of_nat (length (bits_of I (s_send s))))%N) in *.
      assert (Q : (N.of_nat (input_rank s x) = N.of_nat (input_rank s y) /\
                   value (content_on I tr (s_send s) x) = value (content_on I tr (s_send s) y))%N).
      { apply (N.div_mod_unique w); auto. lia. }
      destruct Q as [Q1 Q2]. apply Nat2N.inj in Q1. apply value_inj in Q2; [|now rewrite !content_length].
      unfold labels_ok in ok. apply andb_true_iff in ok as [O _].
      assert (S : slot_ok I s = true).
      { unfold plan_ok in O. rewrite !andb_true_iff in O. destruct O as [[O _] _]. rewrite forallb_forall in O. auto. }
      apply (slot_right I (fun _ r => r) (fun _ r => r) tr xs sol); auto.
      - unfold held_s. apply alike_iff. rewrite !map_app. f_equal; apply alike_iff; auto. apply rank_same; auto.
      - unfold content_s. now rewrite !content_app, C2, Q2.
    Qed.

    (** The values of a column, row by row *)
    Definition row_value (s : slot) (x : input) (n : nat) : list N :=
      match find (fun y => same_col s x y && (row_no tr s y =? N.of_nat n)%N) xs with
      | Some y => [sent_on tr (s_msg s) y] | None => [] end.
    Definition rows_end (s : slot) : nat := S (fold_right Nat.max 0 (map (fun y => N.to_nat (row_no tr s y)) xs)).
    Definition column_values (s : slot) (x : input) : list N := flat_map (row_value s x) (seq 0 (rows_end s)).

    Lemma rows_end_spec s x : A x -> N.to_nat (row_no tr s x) < rows_end s.
    Proof.
      intros H. unfold rows_end. apply (max_spec (fun y => N.to_nat (row_no tr s y)) xs x H).
    Qed.

    Lemma same_col_refl s x : same_col s x x = true.
    Proof. apply same_col_iff. split; [apply alike_iff|]; auto. Qed.

    Lemma row_value_own s x : In s (slots P) -> A x -> row_value s x (N.to_nat (row_no tr s x)) = [sent_on tr (s_msg s) x].
    Proof.
      intros Hs Hx. unfold row_value. rewrite N2Nat.id. destruct (find _ xs) as [y|] eqn:F.
      - apply find_some in F as [Hy F]. apply andb_true_iff in F as [F1 F2]. apply N.eqb_eq in F2.
        rewrite (row_determines s x y); auto.
      - pose proof (find_none _ _ F x Hx) as K. simpl in K. rewrite same_col_refl, N.eqb_refl in K. discriminate.
    Qed.

    Lemma column_split s x : In s (slots P) -> A x -> exists pre post,
      column_values s x = pre ++ sent_on tr (s_msg s) x :: post /\ length pre <= N.to_nat (row_no tr s x).
    Proof.
      intros Hs Hx. set (n := N.to_nat (row_no tr s x)).
      assert (L : n < rows_end s) by (apply rows_end_spec; auto).
      exists (flat_map (row_value s x) (seq 0 n)), (flat_map (row_value s x) (seq (S n) (rows_end s - S n))). split.
      - unfold column_values. replace (rows_end s) with (n + S (rows_end s - S n)) at 1 by lia.
        rewrite seq_app, flat_map_app. f_equal. simpl. unfold n at 1. rewrite row_value_own; auto.
      - clear L. generalize 0. induction n as [|n IH]; simpl; intros k; [lia|]. rewrite app_length.
        specialize (IH (S k)). assert (length (row_value s x k) <= 1); [|lia].
        unfold row_value. destruct (find _ xs); simpl; lia.
    Qed.

    Definition label (s : slot) (x : input) : N := N.of_nat (rank N N.eqb [] (column_values s x) (sent_on tr (s_msg s) x)).
    Definition relabelled : trace := fun t j i x =>
      if (Nat.eqb t T && (if mem_dec x xs then true else false))%bool then
        match find_slot (t, j, i) 0 (slots P) with Some (_, s) => label s x | None => tr t j i x end
      else tr t j i x.

    Lemma find_slot_in mu n s : find_slot mu 0 (slots P) = Some (n, s) -> s_msg s = mu /\ In s (slots P).
    Proof. intros H. apply (find_slot_0 I) in H as [H1 H2]. split; auto. eapply nth_error_In; eauto. Qed.

    Lemma label_at s : In s (slots P) -> label_ok s = true.
    Proof. unfold labels_ok in ok. apply andb_true_iff in ok as [_ O]. rewrite forallb_forall in O. auto. Qed.

    Lemma view_column t j i s x y : In s (slots P) -> s_msg s = (S t, j, i) -> A x -> A y -> same lst tr t i x y -> same_col s x y = true.
    Proof.
      intros Hs M Hx Hy S. pose proof (label_at s Hs) as O. unfold label_ok in O. rewrite M in O.
      rewrite !andb_true_iff, !forallb_forall in O. destruct O as [[O1 O2] _]. apply same_col_iff. split.
      - apply forallb_forall. intros p Hp. apply N.eqb_eq. specialize (O1 p Hp). apply orb_true_iff in O1 as [O1|O1].
        + apply Nat.eqb_eq in O1. subst p. eapply same_held; eauto.
        + apply andb_true_iff in O1 as [L O1]. apply Nat.ltb_lt in L. apply existsb_exists in O1 as ([k i'] & Hk & Q). simpl in Q.
          apply andb_true_iff in Q as [Q1 Q2]. apply Nat.eqb_eq in Q1, Q2. subst.
          apply (told_whole _ _ Hk x y Hx Hy). clear -S L. destruct t as [|t]; [lia|].
          induction t as [|t IH]; [exact S|]. apply IH; try lia; apply S.
      - unfold content_on. apply map_ext_in. intros [mu b] H. unfold bit_on. f_equal. simpl.
        apply in_flat_map in H as ([[t' j'] i'] & H & Q). apply in_map_iff in Q as (b' & Q & _). injection Q as <- <-.
        specialize (O2 _ H). simpl in O2. rewrite !andb_true_iff in O2. destruct O2 as [[[[Q1 Q0] Q2] Q3] Q4].
        apply Nat.eqb_eq in Q1. apply Nat.ltb_lt in Q2, Q3. subst i'. simpl.
        assert (P1 : 1 <= t') by (destruct t'; [discriminate Q0|apply le_n_S, Nat.le_0_l]). apply Nat.leb_le in Q4.
        assert (K : forall t, t' <= t -> same lst tr t i x y -> tr t' j' i x = tr t' j' i y).
        { clear -Q3 Q4 P1. induction t as [|t IH]; simpl; intros L.
          - lia.
          - intros [S1 S2]. destruct (Nat.eq_dec t' (S t)) as [->|]; [apply S2; lia|apply IH; auto; lia]. }
        apply (K t); auto. lia.
    Qed.

    Lemma column_values_same s x y : same_col s x y = true -> column_values s x = column_values s y.
    Proof.
      intros C. unfold column_values. apply flat_map_ext. intros n. unfold row_value.
      assert (F : forall z, same_col s x z = same_col s y z).
      { intros z. apply same_col_iff in C as [C1 C2]. apply alike_iff in C1.
        destruct (same_col s x z) eqn:Q1, (same_col s y z) eqn:Q2; auto.
        - apply same_col_iff in Q1 as [D1 D2]. apply alike_iff in D1.
          assert (same_col s y z = true) by (apply same_col_iff; split; [apply alike_iff|]; congruence). congruence.
        - apply same_col_iff in Q2 as [D1 D2]. apply alike_iff in D1.
          assert (same_col s x z = true) by (apply same_col_iff; split; [apply alike_iff|]; congruence). congruence. }
      assert (G : forall l, find (fun z => same_col s x z && (row_no tr s z =? N.of_nat n)%N) l =
                            find (fun z => same_col s y z && (row_no tr s z =? N.of_nat n)%N) l).
      { induction l as [|z l IH]; simpl; auto. now rewrite F, IH. }
      now rewrite G.
    Qed.

    Lemma slot_message s : In s (slots P) -> forall t j i, s_msg s = (t, j, i) -> 1 <= t <= E /\ i < j <= lst.
    Proof.
      intros Hs t j i M. unfold labels_ok in ok. apply andb_true_iff in ok as [O _].
      apply (proper_spec I). rewrite <- M. apply In_nth_error in Hs as [k Hk]. apply (slot_proper I P O k s Hk).
    Qed.

    Lemma in_column_values s x : In s (slots P) -> A x -> In (sent_on tr (s_msg s) x) (column_values s x).
    Proof. intros Hs Hx. destruct (column_split s x Hs Hx) as (pre & post & -> & _). apply in_elt. Qed.

    Lemma label_fits s x t j i : In s (slots P) -> s_msg s = (t, j, i) -> A x -> (label s x < 2 ^ width I t j i)%N.
    Proof.
      intros Hs M Hx. destruct (slot_message s Hs t j i M) as [F1 F2]. unfold label.
      assert (K : rank N N.eqb [] (column_values s x) (sent_on tr (s_msg s) x) < N.to_nat (2 ^ width I t j i)); [|lia].
      apply rank_bound; auto using in_column_values.
      - apply N.eqb_eq.
      - constructor.
      - intros l Dl Il. simpl. rewrite Nat.add_0_r. apply (below_count I); auto. rewrite N2Nat.id.
        intros v Hv. apply Il in Hv. simpl in Hv. apply in_flat_map in Hv as (n & _ & Hv).
        unfold row_value in Hv. destruct (find _ xs) as [y|]; [|destruct Hv]. destruct Hv as [<-|[]].
        rewrite M. simpl. apply (sol_fits _ _ _ sol); auto.
    Qed.

    Lemma label_iff s x y : In s (slots P) -> A x -> A y -> same_col s x y = true ->
      (sent_on tr (s_msg s) x = sent_on tr (s_msg s) y <-> label s x = label s y).
    Proof.
      intros Hs Hx Hy C. unfold label. rewrite <- (column_values_same s x y C). split; [congruence|].
      intros H. apply Nat2N.inj in H. eapply rank_inj; [apply N.eqb_eq| | | | |exact H]; auto using in_column_values.
      rewrite (column_values_same s x y C). now apply in_column_values.
    Qed.

    Lemma relabelled_in t j i x : A x -> relabelled t j i x =
      if Nat.eqb t T then match find_slot (t, j, i) 0 (slots P) with Some (_, s) => label s x | None => tr t j i x end else tr t j i x.
    Proof. intros Hx. unfold relabelled. destruct (mem_dec x xs); [|contradiction]. now destruct (Nat.eqb t T). Qed.

    Lemma relabelled_iff s j i x y : i < j <= lst -> A x -> A y -> same lst tr s i x y ->
      (tr (S s) j i x = tr (S s) j i y <-> relabelled (S s) j i x = relabelled (S s) j i y).
    Proof.
      intros Hj Hx Hy Si. rewrite !relabelled_in by auto. destruct (Nat.eqb (S s) T); [|split; intros; assumption].
      destruct (find_slot _ 0 (slots P)) as [[k sl]|] eqn:F; [|split; intros; assumption].
      apply find_slot_in in F as [M Hs].
      pose proof (label_iff sl x y Hs Hx Hy (view_column s j i sl x y Hs M Hx Hy Si)) as K. rewrite M in K. exact K.
    Qed.

    Lemma relabelled_fits t j i x : 1 <= t <= E -> i < j <= lst -> (relabelled t j i x < 2 ^ width I t j i)%N.
    Proof.
      intros Ht Hj. unfold relabelled. destruct (Nat.eqb t T); simpl; [|apply (sol_fits _ _ _ sol); auto].
      destruct (mem_dec x xs) as [Hx|]; [|apply (sol_fits _ _ _ sol); auto].
      destruct (find_slot _ 0 (slots P)) as [[k sl]|] eqn:F; [|apply (sol_fits _ _ _ sol); auto].
      apply find_slot_in in F as [M Hs]. eapply label_fits; eauto.
    Qed.

    Theorem relabelled_solution : solution I A relabelled /\ forall k i, In (k, i) W -> revealed I xs relabelled k i.
    Proof.
      split.
      - apply relabel with (tr := tr); auto using relabelled_fits. intros; now apply relabelled_iff.
      - intros k i Hk x y Hx Hy S. apply (told_whole k i Hk x y Hx Hy).
        apply (same_relabel I A tr relabelled); auto. intros; now apply relabelled_iff.
    Qed.

    (** Rows are numbered by what was said before. *)
    Lemma row_no_relabelled s t j i x : In s (slots P) -> s_msg s = (t, j, i) -> t <= T -> A x -> row_no relabelled s x = row_no tr s x.
    Proof.
      intros Hs M Ht Hx. unfold row_no. f_equal. f_equal. unfold content_on. apply map_ext_in.
      intros [[[t' j'] i'] b] H. unfold bit_on. f_equal. simpl. rewrite relabelled_in by auto.
      apply in_flat_map in H as (mu & H & Q). destruct mu as [[t0 j0] i0]. apply in_map_iff in Q as (b' & Q & _). injection Q as -> -> -> ->.
      pose proof (label_at s Hs) as O. unfold label_ok in O. rewrite M in O. rewrite !andb_true_iff, !forallb_forall in O.
      destruct O as [_ O]. specialize (O (t', j', i')). simpl in O.
      assert (L : t' < t) by (apply Nat.ltb_lt, O, in_or_app; auto).
      destruct (Nat.eqb_spec t' T); auto; lia.
    Qed.

    Lemma relabelled_small s j i x : In s (slots P) -> s_msg s = (T, j, i) -> find_slot (s_msg s) 0 (slots P) = find_slot (T, j, i) 0 (slots P) ->
      (forall s', In s' (slots P) -> s_msg s' = s_msg s -> s' = s) -> A x -> (sent_on relabelled (s_msg s) x <= row_no relabelled s x)%N.
    Proof.
      intros Hs M _ U Hx. rewrite (row_no_relabelled s T j i x) by auto. rewrite M. simpl. rewrite relabelled_in by auto.
      rewrite Nat.eqb_refl. destruct (find_slot _ 0 (slots P)) as [[k s']|] eqn:F.
      - apply find_slot_in in F as [M' Hs']. rewrite (U s') by congruence.
        unfold label. destruct (column_split s x Hs Hx) as (pre & post & -> & L).
        assert (K : rank N N.eqb [] (pre ++ sent_on tr (s_msg s) x :: post) (sent_on tr (s_msg s) x) <= length pre)
          by (apply rank_before, N.eqb_eq). lia.
      - exfalso. exact (find_slot_some (T, j, i) s (slots P) Hs M 0 F).
    Qed.
  End Epoch.

  (** No two slots are of one message. *)
  Fixpoint different_messages (ss : list slot) : bool :=
    match ss with [] => true | s :: ss => negb (existsb (fun s' => msg_eqb (s_msg s) (s_msg s')) ss) && different_messages ss end.
  Hypothesis once : different_messages (slots P) = true.

  Lemma only_slot s s' : In s (slots P) -> In s' (slots P) -> s_msg s' = s_msg s -> s' = s.
  Proof.
    revert once. induction (slots P) as [|a l IH]; simpl; [tauto|]. intros H Hs Hs' Q.
    apply andb_true_iff in H as [N H]. apply negb_true_iff in N.
    assert (K : forall s, In s l -> s_msg a <> s_msg s).
    { intros b Hb E'. assert (existsb (fun s' => msg_eqb (s_msg a) (s_msg s')) l = true); [|congruence].
      apply existsb_exists. exists b. split; auto. now apply msg_eqb_eq. }
    destruct Hs as [->|Hs], Hs' as [->|Hs']; auto; exfalso; eapply K; eauto.
  Qed.

  Definition labelled (tr : trace) (T : nat) : Prop := forall s x, In s (slots P) -> A x -> fst (fst (s_msg s)) <= T ->
    (sent_on tr (s_msg s) x <= row_no tr s x)%N.

  Theorem labels_free tr : solution I A tr -> (forall k i, In (k, i) W -> revealed I xs tr k i) ->
    forall T, exists tr', solution I A tr' /\ (forall k i, In (k, i) W -> revealed I xs tr' k i) /\ labelled tr' T.
  Proof.
    intros sol told. induction T as [|T (tr' & S' & R' & L')].
    - exists tr. repeat split; auto; try apply sol. intros s x Hs Hx H. exfalso.
      destruct (s_msg s) as [[t j] i] eqn:M. simpl in H. pose proof (slot_message s Hs t j i M). lia.
    - destruct (relabelled_solution tr' (S T) S' R') as [S2 R2]. exists (relabelled tr' (S T)). split; [exact S2|]. split; [exact R2|].
      intros s x Hs Hx H. destruct (s_msg s) as [[t j] i] eqn:M. simpl in H.
      destruct (Nat.eq_dec t (S T)) as [->|D].
      + rewrite <- M. eapply relabelled_small; eauto. { now rewrite M. } intros; now apply only_slot.
      + rewrite (row_no_relabelled tr' (S T) s t j i x Hs M) by (auto; lia). simpl. rewrite relabelled_in by auto.
        destruct (Nat.eqb_spec t (S T)); [congruence|].
        specialize (L' s x Hs Hx). rewrite M in L'. simpl in L'. apply L'. lia.
  Qed.
End AllLabels.
