(** Adaptive counting is sound: slots mean the same wherever they are read, and each context leaves few of their values. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model Trace Order AtMost CountingCheck TwoStep Colourings GroupedColourings Rows RowsCheck Adaptive.
Import ListNotations.

Section Sound.
  Variables (I : instance) (m n q1 q2 c : N) (B : adaptive).
  Hypothesis two : two_step I m n q1 q2.
  Hypothesis Hc : bits_per_token I = c.
  Hypothesis valid : check_adaptive m n q1 q2 c B = true.

  Let z1_at (p : nat) : N := table_number q1 (nth p (tables B) []).
  Let input_at (u : context) (z : N) : input := at_ (query u) (position u) (z1_at (place u)) z.
  Let named : list context := flat_map (fun h => flat_map (fun o => o) (orders h)) (phases B).

  Variables (A : input -> Prop) (tr : trace).
  Hypothesis sol : solution I A tr.
  Hypothesis A_all : forall u z, In u named -> (z < q2 ^ (n * q1))%N -> A (input_at u z).

  Lemma valid_facts : (0 < q2)%N /\ (forall p, p < length (tables B) -> N.of_nat (length (nth p (tables B) [])) = m /\ forall v, In v (nth p (tables B) []) -> (v < q1)%N) /\
    (forall h o, In h (phases B) -> In o (orders h) -> (forall u, In u o -> context_ok m n B u = true) /\ different_entries q1 B o = true) /\
    (forall h, In h (phases B) -> phase_ok m q2 c B h = true) /\ queries_apart (phases B) = true /\ shares_ok c B = true.
  Proof.
    unfold check_adaptive in valid. rewrite !andb_true_iff, !forallb_forall in valid. destruct valid as [[[[V1 V2] V3] V4] V5].
    split; [now apply N.ltb_lt|]. split; [|split; [|split; [|auto]]].
    - intros p Hp. specialize (V2 _ (nth_In _ [] Hp)). apply andb_true_iff in V2 as [V2 V6]. rewrite forallb_forall in V6. split; [now apply N.eqb_eq|].
      intros v Hv. now apply N.ltb_lt, V6.
    - intros h o Hh Ho. specialize (V3 h Hh). apply andb_true_iff in V3 as [V3 _]. rewrite forallb_forall in V3. specialize (V3 o Ho).
      apply andb_true_iff in V3 as [V6 V7]. rewrite forallb_forall in V6. auto.
    - intros h Hh. specialize (V3 h Hh). now apply andb_true_iff in V3 as [_ V3].
  Qed.

  Lemma in_named h o u : In h (phases B) -> In o (orders h) -> In u o -> In u named.
  Proof. intros Hh Ho Hu. apply in_flat_map. exists h. split; auto. apply in_flat_map. exists o. auto. Qed.
  Lemma named_ok u : In u named -> (query u < n)%N /\ (position u < m)%N /\ place u < length (tables B).
  Proof.
    intros H. apply in_flat_map in H as (h & Hh & H). apply in_flat_map in H as (o & Ho & H).
    destruct valid_facts as (_ & _ & V & _). destruct (V h o Hh Ho) as [V' _]. specialize (V' u H). unfold context_ok in V'.
    rewrite !andb_true_iff, !N.ltb_lt, Nat.ltb_lt in V'. tauto.
  Qed.
  Lemma shown_right u : In u named -> entry q1 (z1_at (place u)) (position u) = shown_value B u /\ (shown_value B u < q1)%N.
  Proof.
    intros H. destruct (named_ok u H) as (_ & Hp & Ht). destruct valid_facts as (_ & V & _). destruct (V _ Ht) as [L Bd].
    assert (K : N.to_nat (position u) < length (nth (place u) (tables B) [])) by lia.
    destruct (table_number_entry q1 _ Bd) as [_ E]. specialize (E _ K). rewrite N2Nat.id in E. split; [exact E|]. unfold shown_value. apply Bd. now apply nth_In.
  Qed.

  Let D2 := (q2 ^ (n * q1))%N.
  Let all : list N := range D2.

  Section Control.
    Variable cs : coloured.
    (** In cs, items of a query with one colour are told alike to player -1. *)
    Hypothesis alike0 : forall u u' k z, In u named -> In u' named -> query u = query u' -> (z < D2)%N ->
      colour_of cs (position_item u) = Some k -> colour_of cs (position_item u') = Some k -> tr 1 1 0 (input_at u z) = tr 1 1 0 (input_at u' z).
    Hypothesis alike1 : forall u u' k z, In u named -> In u' named -> query u = query u' -> (z < D2)%N ->
      colour_of cs (table_item u) = Some k -> colour_of cs (table_item u') = Some k -> tr 1 2 0 (input_at u z) = tr 1 2 0 (input_at u' z).

    Lemma class_0 u u' z : In u named -> In u' named -> query u = query u' -> (z < D2)%N ->
      class_of cs (position_item u) = class_of cs (position_item u') -> tr 1 1 0 (input_at u z) = tr 1 1 0 (input_at u' z).
    Proof.
      intros H H' Q Hz C. unfold class_of in C. destruct (colour_of cs (position_item u)) as [k|] eqn:K, (colour_of cs (position_item u')) as [k'|] eqn:K'; try discriminate.
      - injection C as <-. now apply (alike0 u u' k).
      - injection C as C. apply (first_said I m n q1 q2 two A tr sol); auto; lia.
    Qed.
    Lemma class_1 u u' z : In u named -> In u' named -> query u = query u' -> (z < D2)%N ->
      class_of cs (table_item u) = class_of cs (table_item u') -> tr 1 2 0 (input_at u z) = tr 1 2 0 (input_at u' z).
    Proof.
      intros H H' Q Hz C. unfold class_of in C. destruct (colour_of cs (table_item u)) as [k|] eqn:K, (colour_of cs (table_item u')) as [k'|] eqn:K'; try discriminate.
      - injection C as <-. now apply (alike1 u u' k).
      - injection C as C. assert (P : place u = place u') by lia. apply (first_said I m n q1 q2 two A tr sol); auto; try lia. unfold input_at. now rewrite P.
    Qed.

    (** The value of a slot: in any context that reads it *)
    Definition value_in (s : slot) (z : N) (u : context) : N :=
      match s with
      | A2 _ => tr 1 3 0 (input_at u z) | D _ => tr 1 3 1 (input_at u z) | B2 _ _ _ => tr 2 3 0 (input_at u z)
      | B1 _ _ _ => tr 2 2 0 (input_at u z) | Whole _ => tr 1 3 2 (input_at u z)
      end.
    Definition slot_value (s : slot) (z : N) : N :=
      match find (fun u => existsb (slot_eqb s) (slots_of B cs u)) named with Some u => value_in s z u | None => 0%N end.

    Lemma value_same s u u' z : In u named -> In u' named -> (z < D2)%N -> In s (slots_of B cs u) -> In s (slots_of B cs u') -> value_in s z u = value_in s z u'.
    Proof.
      intros H H' Hz S S'. assert (Au := A_all u z H Hz). assert (Au' := A_all u' z H' Hz).
      unfold slots_of in S, S'.
      assert (K : forall v, In v [u; u'] -> match s with
        | A2 w => query v = w | D z0 => position v = z0
        | B2 w k l => query v = w /\ class_of cs (position_item v) = k /\ class_of cs (table_item v) = l
        | B1 w k p => query v = w /\ class_of cs (position_item v) = k /\ place v = p
        | Whole p => place v = p end).
      { assert (G : forall v, In s [A2 (query v); D (position v); B2 (query v) (class_of cs (position_item v)) (class_of cs (table_item v));
            if counted_whole B (place v) then Whole (place v) else B1 (query v) (class_of cs (position_item v)) (place v)] -> match s with
          | A2 w => query v = w | D z0 => position v = z0
          | B2 w k l => query v = w /\ class_of cs (position_item v) = k /\ class_of cs (table_item v) = l
          | B1 w k p => query v = w /\ class_of cs (position_item v) = k /\ place v = p
          | Whole p => place v = p end).
        { intros v [<-|[<-|[<-|[<-|[]]]]]; auto. destruct (counted_whole B (place v)); auto. }
        intros v [<-|[<-|[]]]; [exact (G u S)|exact (G u' S')]. }
      assert (K1 := K u (or_introl eq_refl)). assert (K2 := K u' (or_intror (or_introl eq_refl))). clear K S S'.
      destruct s as [w|z0|w k l|w k p|p]; cbn [value_in].
      - apply (first_said I m n q1 q2 two A tr sol); auto; unfold input_at, at_, held; simpl; congruence || lia.
      - apply (first_said I m n q1 q2 two A tr sol); auto; unfold input_at, at_, held; simpl; congruence || lia.
      - destruct K1 as (E1 & E2 & E3), K2 as (F1 & F2 & F3). assert (Q : query u = query u') by congruence.
        assert (C0 := class_0 u u' z H H' Q Hz ltac:(congruence)). assert (C1 := class_1 u u' z H H' Q Hz ltac:(congruence)).
        unfold input_at in *. rewrite <- Q in *. apply (one_b2 I m n q1 q2 two A tr sol); auto.
      - destruct K1 as (E1 & E2 & E3), K2 as (F1 & F2 & F3). assert (Q : query u = query u') by congruence.
        assert (P : place u = place u') by congruence. assert (C0 := class_0 u u' z H H' Q Hz ltac:(congruence)).
        unfold input_at in *. rewrite <- Q, <- P in *. apply (one_b1 I m n q1 q2 two A tr sol); auto.
      - assert (P : place u = place u') by congruence.
        apply (first_said I m n q1 q2 two A tr sol); auto; try lia. unfold input_at. now rewrite P.
    Qed.

    Lemma slot_value_right s u z : In u named -> (z < D2)%N -> In s (slots_of B cs u) -> slot_value s z = value_in s z u.
    Proof.
      intros H Hz S. unfold slot_value. destruct (find _ named) as [u'|] eqn:F.
      - apply find_some in F as [H' F]. apply existsb_exists in F as (s' & S' & E). apply slot_eqb_eq in E. subst s'. now apply value_same.
      - exfalso. assert (Q := find_none _ _ F u H). cbv beta in Q. assert (existsb (slot_eqb s) (slots_of B cs u) = true); [|congruence].
        apply existsb_exists. exists s. split; auto. apply slot_eqb_refl.
    Qed.

    Lemma slot_value_below s z : (slot_value s z < 2 ^ slot_width m c s)%N.
    Proof.
      unfold slot_value. destruct (find _ named) as [u|]; [|apply N.neq_0_lt_0, N.pow_nonzero; lia].
      assert (W : forall t j i, 1 <= t <= 2 -> i < j <= 3 -> i < 2 -> (tr t j i (input_at u z) < 2 ^ c)%N).
      { intros t j i Ht Hj Hi. rewrite <- Hc, <- (width_low I m n q1 q2 two t j i Hi). now apply (said_fits I m n q1 q2 two A). }
      destruct s; cbn [value_in slot_width]; try (apply W; lia).
      rewrite <- Hc, <- (width_2 I m n q1 q2 two 1 3). apply (said_fits I m n q1 q2 two A); auto; lia.
    Qed.

    (** What a context's slots say determines its answer. *)
    Lemma slots_answer u z z' : In u named -> (z < D2)%N -> (z' < D2)%N -> (forall s, In s (slots_of B cs u) -> slot_value s z = slot_value s z') ->
      entry q2 z (asked_by q1 B u) = entry q2 z' (asked_by q1 B u).
    Proof.
      intros H Hz Hz' E.
      assert (V : forall s, In s (slots_of B cs u) -> value_in s z u = value_in s z' u).
      { intros s S. rewrite <- (slot_value_right s u z), <- (slot_value_right s u z'); auto. }
      unfold slots_of in V. assert (V1 := V _ (or_introl eq_refl)). assert (V2 := V _ (or_intror (or_introl eq_refl))).
      assert (V3 := V _ (or_intror (or_intror (or_introl eq_refl)))). assert (V4 := V _ (or_intror (or_intror (or_intror (or_introl eq_refl))))).
      assert (G : answer (the_task I) (input_at u z) = answer (the_task I) (input_at u z')).
      { apply (same_answer I m n q1 q2 two A tr sol); auto; try (apply A_all; auto). destruct (counted_whole B (place u)); [left|right]; exact V4. }
      destruct (shown_right u H) as [S1 S2]. destruct (named_ok u H) as (Q & _). unfold input_at in G.
      rewrite !(answer_at I m n q1 q2 two), S1, N.mod_small in G by auto. exact G.
    Qed.

    Definition values (known : list slot) (z : N) : list N := map (fun s => slot_value s z) known.

    (** One context *)
    Lemma next_context known left Z u : In u named -> incl Z all -> atmost Z (values known) left ->
      exists v, (v < q2)%N /\ let (known', left') := read_next m q2 c B cs (known, left) u in
        atmost (filter (fun z => entry q2 z (asked_by q1 B u) =? v)%N Z) (values known') left'.
    Proof.
      intros H HZ K. destruct valid_facts as (Hq & _). cbn [read_next]. set (s := new_slots B known cs u).
      apply (some_value_is_rare (list_eq_dec N.eq_dec)); auto.
      - apply (atmost_follows _ _ _ Z _ (fun z => (values known z, values s z))).
        { intros x y _ _ Q. injection Q as Q1 Q2. unfold values in *. now rewrite !map_app, Q1, Q2. }
        apply (atmost_pair _ _ _ (list_eq_dec N.eq_dec)); auto. intros x _. rewrite <- product_powers, map_map.
        apply atmost_lists. intros z _. unfold values.
        assert (G : forall l, Forall2 (fun b v => (v < b)%N) (map (fun x => (2 ^ slot_width m c x)%N) l) (map (fun a => slot_value a z) l)).
        { induction l as [|a l IH]; [apply Forall2_nil|apply Forall2_cons; [apply slot_value_below|exact IH]]. }
        apply G.
      - intros x y Hx Hy Q. apply slots_answer; auto; [now apply range_in, HZ|now apply range_in, HZ|]. intros a Ha.
        unfold values in Q. assert (Q' := same_map _ _ _ Q). apply Q'. apply in_or_app.
        destruct (existsb (slot_eqb a) known) eqn:Ex.
        + right. apply existsb_exists in Ex as (b & Hb & E). apply slot_eqb_eq in E. now subst.
        + left. apply filter_In. now rewrite Ex.
    Qed.

    Lemma along_order order : (forall u, In u order -> In u named) -> forall known left Z, incl Z all -> atmost Z (values known) left ->
      exists vs, length vs = length order /\ (forall v, In v vs -> (v < q2)%N) /\
        let (known', left') := fold_left (read_next m q2 c B cs) order (known, left) in
        atmost (filter (fun z => forallb (fun uv : context * N => entry q2 z (asked_by q1 B (fst uv)) =? snd uv)%N (combine order vs)) Z) (values known') left'.
    Proof.
      induction order as [|u order IH]; intros Hu known left Z HZ K.
      - exists []. split; auto. split; [intros v []|]. cbn [fold_left combine forallb]. apply (atmost_incl _ _ Z); auto. intros z Hz. now apply filter_In in Hz.
      - destruct (next_context known left Z u) as (v & Hv & K'); auto; [apply Hu; now left|].
        cbn [fold_left]. destruct (read_next m q2 c B cs (known, left) u) as [known' left'].
        destruct (IH (fun x Hx => Hu x (or_intror Hx)) known' left' (filter (fun z => entry q2 z (asked_by q1 B u) =? v)%N Z)) as (vs & L & Hvs & F); auto.
        { intros z Hz. apply filter_In in Hz as [Hz _]. auto. }
        exists (v :: vs). split; [simpl; now rewrite L|]. split; [intros x [<-|Hx]; auto|].
        destruct (fold_left _ order _) as [known'' left'']. eapply atmost_incl; [|exact F].
        intros z Hz. apply filter_In in Hz as [Hz E]. cbn [combine forallb fst snd] in E. apply andb_true_iff in E as [E1 E2].
        apply filter_In. split; auto. apply filter_In. auto.
    Qed.
  End Control.

  (** ** The control of the protocol as a colouring *)

  Definition control (i : item) : N :=
    match find (fun u => item_eqb (position_item u) i) named with
    | Some u => tr 1 1 0 (input_at u 0)
    | None => match find (fun u => item_eqb (table_item u) i) named with Some u => tr 1 2 0 (input_at u 0) | None => 0%N end
    end.

  Lemma D2_positive : (0 < D2)%N.
  Proof. destruct valid_facts as (Hq & _). apply N.neq_0_lt_0, N.pow_nonzero. lia. Qed.
  Lemma item_eqb_eq a b : item_eqb a b = true <-> a = b.
  Proof.
    unfold item_eqb. rewrite andb_true_iff, !N.eqb_eq. destruct a, b. simpl. split; [intros [-> ->]; reflexivity|intros Q; injection Q; auto].
  Qed.
  Lemma low_fits t j i x : 1 <= t <= 2 -> i < j <= 3 -> i < 2 -> (tr t j i x < 2 ^ c)%N.
  Proof. intros Ht Hj Hi. rewrite <- Hc, <- (width_low I m n q1 q2 two t j i Hi). now apply (said_fits I m n q1 q2 two A). Qed.
  Lemma control_below i : (control i < 2 ^ c)%N.
  Proof.
    unfold control. destruct (find _ named); [apply low_fits; lia|]. destruct (find _ named); [apply low_fits; lia|].
    apply N.neq_0_lt_0, N.pow_nonzero. lia.
  Qed.
  Lemma control_position u z : In u named -> (z < D2)%N -> tr 1 1 0 (input_at u z) = control (position_item u).
  Proof.
    intros H Hz. unfold control. destruct (find _ named) as [v|] eqn:F.
    - apply find_some in F as [Hv F]. apply item_eqb_eq in F. unfold position_item in F. apply pair_equal_spec in F as [Q P].
      assert (Q' : query v = query u) by lia. pose proof D2_positive.
      apply (first_said I m n q1 q2 two A tr sol); auto; lia.
    - assert (Q := find_none _ _ F u H). cbv beta in Q. assert (item_eqb (position_item u) (position_item u) = true) by now apply item_eqb_eq. congruence.
  Qed.
  Lemma control_table u z : In u named -> (z < D2)%N -> tr 1 2 0 (input_at u z) = control (table_item u).
  Proof.
    intros H Hz. unfold control. destruct (find (fun v => item_eqb (position_item v) _) named) as [v|] eqn:F0.
    { apply find_some in F0 as [_ F]. apply item_eqb_eq in F. apply (f_equal fst) in F. unfold position_item, table_item in F. cbn [fst] in F. lia. }
    destruct (find (fun v => item_eqb (table_item v) (table_item u)) named) as [v|] eqn:F.
    - apply find_some in F as [Hv F]. apply item_eqb_eq in F. unfold table_item in F. apply pair_equal_spec in F as [Q P].
      assert (Q' : query v = query u) by lia. assert (P' : place v = place u) by lia. pose proof D2_positive.
      apply (first_said I m n q1 q2 two A tr sol); auto; try lia. unfold input_at. now rewrite P'.
    - assert (Q := find_none _ _ F u H). cbv beta in Q. assert (item_eqb (table_item u) (table_item u) = true) by now apply item_eqb_eq. congruence.
  Qed.

  (** What d[z_0] is, whatever the colours *)
  Definition d_value (z0 z : N) : N := match find (fun u => (z0 =? position u)%N) named with Some u => tr 1 3 1 (input_at u z) | None => 0%N end.
  Lemma d_value_slot cs z0 z : slot_value cs (D z0) z = d_value z0 z.
  Proof.
    unfold slot_value, d_value. rewrite (find_same _ (fun u => (z0 =? position u)%N)); [destruct (find _ named); reflexivity|].
    intros u. simpl. destruct (counted_whole B (place u)); simpl; rewrite ?orb_false_r; reflexivity.
  Qed.
  Lemma d_value_below z0 z : (d_value z0 z < 2 ^ c)%N.
  Proof. unfold d_value. destruct (find _ named); [apply low_fits; lia|]. apply N.neq_0_lt_0, N.pow_nonzero. lia. Qed.

  (** The tables that a phase is about *)
  Definition about (lo len z : N) : Prop := match split_at B with Some z0 => (lo <= d_value z0 z < lo + len)%N | None => (0 < len)%N end.
  Definition gives (o : list context) (vs : list N) (z : N) : Prop := map (fun u => entry q2 z (asked_by q1 B u)) o = vs.

  Lemma phase_kills h lo : In h (phases B) -> (split_at B = None -> share h = 1%N) -> exists o vs, In o (orders h) /\ length vs = length o /\
    (forall v, In v vs -> (v < q2)%N) /\ forall z, (z < D2)%N -> about lo (share h) z -> ~ gives o vs z.
  Proof.
    intros Hh One. destruct valid_facts as (Hq & _ & _ & VP & _). specialize (VP h Hh). unfold phase_ok in VP.
    destruct (every_grouped_spec (2 ^ c) control _ _ [] (fun _ => []) VP) as (cs & vs0 & S & E).
    { constructor; [constructor|intros g v []|reflexivity|intros i k []]. }
    { intros i _. apply control_below. }
    rewrite some_existsb in E. apply existsb_exists in E as (o & Ho & E). unfold nothing_left in E. apply N.eqb_eq in E.
    assert (A0 : forall u u' k z, In u named -> In u' named -> query u = query u' -> (z < D2)%N ->
      colour_of cs (position_item u) = Some k -> colour_of cs (position_item u') = Some k -> tr 1 1 0 (input_at u z) = tr 1 1 0 (input_at u' z)).
    { intros u u' k z Hu Hu' Q Hz K K'. rewrite !control_position by auto. eapply colour_of_spec; eauto. unfold position_item. simpl. now rewrite Q. }
    assert (A1 : forall u u' k z, In u named -> In u' named -> query u = query u' -> (z < D2)%N ->
      colour_of cs (table_item u) = Some k -> colour_of cs (table_item u') = Some k -> tr 1 2 0 (input_at u z) = tr 1 2 0 (input_at u' z)).
    { intros u u' k z Hu Hu' Q Hz K K'. rewrite !control_table by auto. eapply colour_of_spec; eauto. unfold table_item. simpl. now rewrite Q. }
    set (Z := filter (fun z => match split_at B with Some z0 => (lo <=? d_value z0 z)%N && (d_value z0 z <? lo + share h)%N | None => true end) all).
    assert (K : atmost Z (values cs (fst (at_first B (share h)))) (snd (at_first B (share h)))).
    { unfold at_first, Z. destruct (split_at B) as [z0|] eqn:Sp; cbn [fst snd].
      - apply (atmost_more _ _ _ _ (N.of_nat (length (map (fun k => [(lo + k)%N]) (range (share h)))))).
        + rewrite map_length. unfold range. rewrite map_length, seq_length. lia.
        + apply atmost_in. intros z Hz. apply filter_In in Hz as [_ Hz]. apply andb_true_iff in Hz as [Z1 Z2]. apply N.leb_le in Z1. apply N.ltb_lt in Z2.
          unfold values. cbn [map]. rewrite d_value_slot. apply in_map_iff. exists (d_value z0 z - lo)%N. split; [f_equal; lia|]. apply range_in. lia.
      - rewrite One by auto. apply (atmost_in _ _ _ _ [[]]). intros z _. now left. }
    destruct (at_first B (share h)) as [known left] eqn:AF. cbn [fst snd] in K.
    destruct (along_order cs A0 A1 o) with (known := known) (left := left) (Z := Z) as (vs & L & Hvs & F); auto.
    { intros u Hu. now apply (in_named h o). }
    { intros z Hz. now apply filter_In in Hz as [Hz _]. }
    exists o, vs. split; [exact Ho|]. split; [exact L|]. split; [exact Hvs|]. intros z Hz Ab G.
    destruct (fold_left (read_next m q2 c B cs) o (known, left)) as [known' left']. cbn [snd] in E. subst left'.
    assert (Bad : (N.of_nat (length [z]) <= 0)%N); [|simpl in Bad; lia]. apply F.
    - intros y [<-|[]]. apply filter_In. split.
      + apply filter_In. split; [now apply range_in|]. unfold about in Ab. destruct (split_at B); auto. apply andb_true_iff. split; [apply N.leb_le|apply N.ltb_lt]; lia.
      + unfold gives in G. subst vs. clear. induction o as [|u o IH]; [reflexivity|]. cbn [map combine forallb fst snd]. rewrite N.eqb_refl. exact IH.
    - simpl. repeat constructor. intros [].
  Qed.

  Lemma asked_apart u u' : In u named -> In u' named -> asked_by q1 B u = asked_by q1 B u' -> query u = query u'.
  Proof.
    intros H H' Q. destruct (shown_right u H) as [_ S], (shown_right u' H') as [_ S']. unfold asked_by in Q.
    apply (N.div_mod_unique q1 (query u) (query u') (shown_value B u) (shown_value B u')); lia.
  Qed.
  Lemma asked_below u : In u named -> (asked_by q1 B u < n * q1)%N.
  Proof. intros H. destruct (shown_right u H) as [_ S]. destruct (named_ok u H) as (Q & _). unfold asked_by. nia. Qed.

  Lemma different_NoDup o : different_entries q1 B o = true -> NoDup (map (asked_by q1 B) o).
  Proof.
    unfold different_entries. generalize (map (asked_by q1 B) o). induction l as [|a l IH]; intros E; constructor; apply andb_true_iff in E as [E1 E2]; auto.
    intros F. apply negb_true_iff in E1. assert (existsb (N.eqb a) l = true); [|congruence]. apply existsb_exists. exists a. split; auto. apply N.eqb_refl.
  Qed.

  (** All phases together choose one z_2. *)
  Lemma all_phases hs : forall lo, incl hs (phases B) -> queries_apart hs = true -> (split_at B = None -> forall h, In h hs -> share h = 1%N) ->
    exists us vs, NoDup (map (asked_by q1 B) us) /\ length vs = length us /\ (forall v, In v vs -> (v < q2)%N) /\
      (forall u, In u us -> In u named /\ exists h, In h hs /\ In (query u) (queries_of h)) /\
      forall z, (z < D2)%N -> about lo (total (map share hs)) z -> ~ gives us vs z.
  Proof.
    induction hs as [|h hs IH]; intros lo Hh Ap One.
    - exists [], []. split; [constructor|]. split; [reflexivity|]. split; [intros v []|]. split; [intros u []|].
      intros z Hz Ab _. unfold about in Ab. destruct (split_at B); simpl in Ab; lia.
    - cbn [queries_apart] in Ap. apply andb_true_iff in Ap as [Ap1 Ap2]. rewrite forallb_forall in Ap1.
      assert (Hin : In h (phases B)) by (apply Hh; now left).
      destruct (phase_kills h lo Hin) as (o & vo & Ho & Lo & Bo & Ko); [intros Q; apply One; auto; now left|].
      destruct (IH (lo + share h)%N) as (us & vs & N1 & L1 & B1 & U1 & K1); auto; [intros x Hx; apply Hh; now right|intros Q x Hx; apply One; auto; now right|].
      assert (Uo : forall u, In u o -> In u named) by (intros u Hu; now apply (in_named h o)).
      exists (o ++ us), (vo ++ vs). split; [|split; [|split; [|split]]].
      + rewrite map_app. destruct valid_facts as (_ & _ & V & _). destruct (V h o Hin Ho) as [_ Df]. apply different_NoDup in Df.
        assert (X : forall a, In a (map (asked_by q1 B) o) -> ~ In a (map (asked_by q1 B) us)).
        { intros a Ha Ha'. apply in_map_iff in Ha as (u & <- & Hu), Ha' as (u' & Q & Hu'). destruct (U1 u' Hu') as (Nu' & h' & Hh' & Hq').
          apply asked_apart in Q; auto. specialize (Ap1 h' Hh'). rewrite forallb_forall in Ap1.
          assert (Hq : In (query u) (queries_of h)) by (apply in_flat_map; exists o; split; auto; now apply in_map).
          specialize (Ap1 (query u) Hq). apply negb_true_iff in Ap1. assert (existsb (N.eqb (query u)) (queries_of h') = true); [|congruence].
          apply existsb_exists. exists (query u'). split; auto. apply N.eqb_eq. congruence. }
        revert Df N1 X. generalize (map (asked_by q1 B) o) (map (asked_by q1 B) us). clear. induction l as [|a l IH]; intros r D D' X; simpl; auto.
        inversion D; subst. constructor; [rewrite in_app_iff; intros [F|F]; auto; apply (X a); simpl; auto|]. apply IH; auto. intros b Hb. apply X. now right.
      + rewrite !app_length. congruence.
      + intros v Hv. apply in_app_or in Hv as [Hv|Hv]; auto.
      + intros u Hu. apply in_app_or in Hu as [Hu|Hu].
        * split; auto. exists h. split; [now left|]. apply in_flat_map. exists o. split; auto. now apply in_map.
        * destruct (U1 u Hu) as (N' & h' & H1 & H2). split; auto. exists h'. split; auto. now right.
      + intros z Hz Ab G. unfold gives in G. rewrite map_app in G.
        assert (G1 : gives o vo z /\ gives us vs z).
        { assert (Sp : forall (a b a' b' : list N), a ++ b = a' ++ b' -> length a = length a' -> a = a' /\ b = b').
          { induction a as [|x a IHa]; intros b [|y a'] b' E Le; try discriminate; auto. injection E as -> E. injection Le as Le.
            destruct (IHa b a' b' E Le) as [-> ->]. auto. }
          apply Sp; auto. now rewrite map_length. }
        destruct G1 as [G1 G2]. unfold about in Ab. cbn [map] in Ab. change (total (share h :: map share hs)) with (share h + total (map share hs))%N in Ab.
        destruct (split_at B) as [z0|] eqn:Sp.
        * destruct (N.lt_ge_cases (d_value z0 z) (lo + share h)) as [Lt|Ge].
          -- apply (Ko z Hz); auto. unfold about. rewrite Sp. lia.
          -- apply (K1 z Hz); auto. unfold about. rewrite Sp. lia.
        * apply (Ko z Hz); auto. unfold about. rewrite Sp, One; auto; [lia|now left].
  Qed.

  Theorem adaptive_refutes : False.
  Proof.
    destruct valid_facts as (Hq & _ & _ & _ & Ap & Sh).
    assert (One : split_at B = None -> forall h, In h (phases B) -> share h = 1%N).
    { intros Q h Hh. unfold shares_ok in Sh. rewrite Q in Sh. destruct (phases B) as [|h' [|]]; try discriminate. destruct Hh as [<-|[]]. now apply N.eqb_eq. }
    destruct (all_phases (phases B) 0 (incl_refl _) Ap One) as (us & vs & N1 & L1 & B1 & U1 & K1).
    destruct (every_table q2 (at_place (map (asked_by q1 B) us) vs) (N.to_nat (n * q1)) Hq) as (z & Hz & Ez).
    { intros k _. now apply at_place_below. }
    rewrite N2Nat.id in Hz, Ez. apply (K1 z Hz).
    - unfold about. unfold shares_ok in Sh. destruct (split_at B) as [z0|].
      + apply N.leb_le in Sh. pose proof (d_value_below z0 z). lia.
      + revert Sh. generalize (phases B). clear. intros [|h [|]] Sh; try discriminate. apply N.eqb_eq in Sh. unfold total. simpl. lia.
    - unfold gives. rewrite <- (at_place_map (map (asked_by q1 B) us) N1 vs) by (now rewrite map_length). rewrite map_map. apply map_ext_in.
      intros u Hu. apply Ez, asked_below. now apply U1.
  Qed.
End Sound.
