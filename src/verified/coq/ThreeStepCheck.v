(** The checker of bounds about three steps in three epochs. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model Trace Order AtMost Rows RowsCheck Combinations Leaves RichLists ThreeStep.
Import ListNotations.

(** [constants]: the tables z_1 are constant ones, else some that exist by counting; ρ = a/b. *)
Record three_steps := Three_steps {
  t_constants : bool;
  t_p1 : N; t_r : N; t_a : N; t_b : N; t_p2 : N; t_h : N }.

(** Whether 2^e < q^k, by q^s for some s: exact for s = 1 if q is a power of two *)
Definition below_by (s e q k : N) : bool := (e * s <? N.log2 (q ^ s) * k)%N.
Definition power_of_two_below (e q k : N) : bool := if below_by 1 e q k then true else below_by 1024 e q k.
Lemma below_by_spec s e q k : (0 < s)%N -> below_by s e q k = true -> (2 ^ e < q ^ k)%N.
Proof.
  intros Hs H. apply N.ltb_lt in H. apply N.nle_gt. intros F. apply (N.pow_le_mono_l _ _ s) in F.
  destruct (N.eq_dec (q ^ s) 0) as [Z|Z]; [rewrite Z in H; now apply N.nlt_0_r in H|].
  assert (L : (2 ^ N.log2 (q ^ s) <= q ^ s)%N) by (now apply N.log2_spec, N.neq_0_lt_0). apply (N.pow_le_mono_l _ _ k) in L.
  assert (S : (2 ^ (e * s) < 2 ^ (N.log2 (q ^ s) * k))%N) by (apply N.pow_lt_mono_r; [reflexivity|exact H]).
  rewrite <- !N.pow_mul_r in F, L. rewrite (N.mul_comm s k) in L.
  exact (N.lt_irrefl _ (N.lt_le_trans _ _ _ S (N.le_trans _ _ _ L F))).
Qed.
Lemma power_of_two_below_spec e q k : power_of_two_below e q k = true -> (2 ^ e < q ^ k)%N.
Proof. unfold power_of_two_below. destruct (below_by 1 e q k) eqn:E; intros H; eapply below_by_spec; try eassumption; lia. Qed.

Lemma without_divisor x u v p : let g := N.gcd u v in (x * (u / g) ^ p < (v / g) ^ p)%N -> (x * u ^ p < v ^ p)%N.
Proof.
  intros g H. destruct (N.gcd_divide_l u v) as (u' & Eu), (N.gcd_divide_r u v) as (v' & Ev). fold g in Eu, Ev. clearbody g.
  destruct (N.eq_dec g 0) as [->|Z]; [rewrite N.mul_0_r in Eu, Ev; subst; exact H|]. subst u v. rewrite !N.div_mul in H by exact Z.
  rewrite !N.pow_mul_l, N.mul_assoc.
  apply N.mul_lt_mono_pos_r; [apply N.neq_0_lt_0; now apply N.pow_nonzero|exact H].
Qed.

Section Check.
  Variables (m n1 n2 q1 q2 q3 c : N) (B : three_steps).
  Let C := (2 ^ c)%N.
  Let p1 := t_p1 B. Let r := t_r B. Let a := t_a B. Let b := t_b B. Let p2 := t_p2 B. Let h := t_h B.

  Definition choice (n k : N) : N := choose (N.to_nat n) (N.to_nat k).

  Definition tables_exist : bool :=
    if t_constants B then (p1 <=? q1)%N && (C * (r - 1) + 1 <=? p1)%N
    else (choice q1 (r - 1) ^ (m * C) * (C * (r - 1) ^ m) ^ p1 <? q1 ^ (m * p1))%N.
  Definition row_exists : bool := (a ^ n1 * 2 ^ (c * (m * p1 + m)) <=? b ^ n1)%N.
  (* Both bases without what divides them: the numbers are smaller. *)
  Definition rows_exist : bool :=
    let u := (C * C * (h - 1) ^ r * b)%N in let v := (a * q2 ^ r)%N in let g := N.gcd u v in
    (choice q1 r * choice q2 (h - 1) ^ (r * (C * C)) * (u / g) ^ p2 <? (v / g) ^ p2)%N.
  Definition rows_too_many : bool :=
    power_of_two_below (c * (2 * n1 * q1 * p2 + 2 * m * p1 + m * (1 + N.min p1 C) + 3 * n2)) q3 (h * n2).

  Definition sizes_fit : bool :=
    (0 <? m)%N && (0 <? n1)%N && (1 <=? r)%N && (r <=? q1)%N && (1 <=? h)%N && (h <=? q2)%N.
  Definition check_three_steps : bool := sizes_fit && rows_too_many && tables_exist && row_exists && rows_exist.

  Lemma tables_exist_spec : tables_exist = true -> if t_constants B then (p1 <= q1)%N /\ (C * (r - 1) + 1 <= p1)%N
    else (choice q1 (r - 1) ^ (m * C) * (C * (r - 1) ^ m) ^ p1 < q1 ^ (m * p1))%N.
  Proof. unfold tables_exist. destruct (t_constants B); [|apply N.ltb_lt]. rewrite andb_true_iff, !N.leb_le. auto. Qed.
  Lemma row_exists_spec : row_exists = true -> (a ^ n1 * 2 ^ (c * (m * p1 + m)) <= b ^ n1)%N.
  Proof. apply N.leb_le. Qed.
  Lemma rows_exist_spec : rows_exist = true ->
    (choice q1 r * choice q2 (h - 1) ^ (r * (C * C)) * (C * C * (h - 1) ^ r * b) ^ p2 < (a * q2 ^ r) ^ p2)%N.
  Proof. unfold rows_exist. rewrite N.ltb_lt. apply without_divisor. Qed.
  Lemma rows_too_many_spec : rows_too_many = true -> (2 ^ (c * (2 * n1 * q1 * p2 + 2 * m * p1 + m * (1 + N.min p1 C) + 3 * n2)) < q3 ^ (h * n2))%N.
  Proof. unfold rows_too_many. apply power_of_two_below_spec. Qed.
End Check.

Lemma larger_power e q h n : (2 ^ e < q ^ (h * n))%N -> (0 < n)%N /\ (0 < q)%N.
Proof.
  intros H. assert (P : (2 ^ e <> 0)%N) by now apply N.pow_nonzero. split; apply N.neq_0_lt_0; intros ->.
  - rewrite N.mul_0_r, N.pow_0_r in H. apply N.lt_1_r in H. contradiction.
  - destruct (N.eq_dec (h * n) 0) as [Z|Z]; [rewrite Z, N.pow_0_r in H; apply N.lt_1_r in H; contradiction|].
    rewrite N.pow_0_l in H by exact Z. now apply N.nlt_0_r in H.
Qed.

Definition verify_three_steps (I : instance) (B : three_steps) : bool :=
  match the_task I, restricted I with
  | Task m [n1; n2] [q1; q2; q3], lists ls =>
    (epochs I <=? 3) && match overrides I with [] => true | _ => false end && forallb (fun o => match o with None => true | Some _ => false end) ls &&
    check_three_steps m n1 n2 q1 q2 q3 (bits_per_token I) B
  | _, _ => false
  end.

(** ** 1. Tables z_1 *)

Definition first_list (m q1 colours : N) (r : nat) (P1 : list N) : Prop :=
  forall g, (forall j, j < length P1 -> g j < N.to_nat colours) -> exists d z0 js, (z0 < m)%N /\ length js = r /\
    (forall j, In j js -> j < length P1 /\ g j = d) /\ NoDup (map (fun j => entry q1 (nth j P1 0%N) z0) js).

Lemma table_at q f m : length f = N.to_nat m -> (forall v, In v f -> (v < q)%N) -> (table_number q f < q ^ m)%N /\
  forall i, (i < m)%N -> entry q (table_number q f) i = value_at i f.
Proof.
  intros L H. destruct (table_number_entry q f H) as [T E]. rewrite L, N2Nat.id in T. split; [exact T|].
  intros i Hi. rewrite <- (N2Nat.id i) at 1. apply E. lia.
Qed.

Lemma nth_map_table q l j : nth j (map (table_number q) l) 0%N = table_number q (nth j l []).
Proof. change 0%N with (table_number q []) at 1. apply map_nth. Qed.

Lemma rich_tables m q h colours (l : list (list N)) : (forall f, In f l -> length f = N.to_nat m /\ forall v, In v f -> (v < q)%N) ->
  rich m (N.to_nat m) h (N.to_nat colours) l -> first_list m q colours h (map (table_number q) l).
Proof.
  intros H R g Hg. rewrite map_length in Hg. destruct (R g (range m) Hg) as (d & i & js & Hi & L & J & D).
  { pose proof (combinations_whole (range m)) as W. assert (length (range m) = N.to_nat m) as <- by (pose proof (range_length m); lia). rewrite W. now left. }
  exists d, i, js. apply range_in in Hi. split; [exact Hi|]. split; [exact L|]. split; [intros j Hj; rewrite map_length; auto|].
  erewrite map_ext_in; [exact D|]. intros j Hj. cbv beta. rewrite nth_map_table. apply (table_at q _ m); auto; apply H, nth_In, J, Hj.
Qed.

Lemma constants_rich m q1 C r p1 : (0 < m)%N -> (0 < C)%N -> 1 <= r -> (N.of_nat p1 <= q1)%N -> (C * N.of_nat (r - 1) + 1 <= N.of_nat p1)%N ->
  exists P1, length P1 = p1 /\ (forall z, In z P1 -> (z < q1 ^ m)%N) /\ first_list m q1 C r P1.
Proof.
  intros Hm HC Hr H1 H2. set (f := fun k => repeat (N.of_nat k) (N.to_nat m)).
  assert (T : forall k, k < p1 -> (table_number q1 (f k) < q1 ^ m)%N /\ entry q1 (table_number q1 (f k)) 0 = N.of_nat k).
  { intros k Hk. destruct (table_at q1 (f k) m) as [T E]; [apply repeat_length|intros v Hv; apply repeat_spec in Hv; subst; lia|].
    split; [exact T|]. rewrite E by exact Hm. unfold value_at, f. destruct (N.to_nat m) eqn:Q; [lia|reflexivity]. }
  exists (map (fun k => table_number q1 (f k)) (seq 0 p1)). split; [now rewrite map_length, seq_length|]. split.
  { intros z Hz. apply in_map_iff in Hz as (k & <- & Hk). apply in_seq in Hk. apply T. lia. }
  intros g Hg. rewrite map_length, seq_length in Hg.
  assert (F : atmost (seq 0 p1) (fun j => N.of_nat (g j)) C).
  { apply atmost_below. intros j Hj. apply in_seq in Hj. specialize (Hg j ltac:(lia)). lia. }
  assert (Some : seq 0 p1 <> []) by (intros E; apply (f_equal (@length nat)) in E; rewrite seq_length in E; rewrite E, N.add_1_r in H2; apply N.le_succ_l in H2; now apply N.nlt_0_r in H2).
  destruct (large_class N.eq_dec (seq 0 p1) _ C (seq_NoDup _ _) Some F) as (j0 & Hj0 & L). rewrite seq_length in L.
  set (js := filter _ (seq 0 p1)) in L.
  assert (Lr : r <= length js). { assert (C * N.of_nat (r - 1) < C * N.of_nat (length js))%N by lia. apply N.mul_lt_mono_pos_l in H; lia. }
  exists (g j0), 0%N, (firstn r js). split; [exact Hm|]. split; [now apply firstn_length_le|].
  assert (S : forall j, In j (firstn r js) -> j < p1 /\ g j = g j0).
  { intros j Hj. assert (Hin : In j js) by (rewrite <- (firstn_skipn r js); apply in_or_app; now left). apply filter_In in Hin as [Hin E]. apply in_seq in Hin.
    destruct (N.eq_dec _ _) as [E'|]; [|discriminate]. cbv beta in E'. split; lia. }
  split; [intros j Hj; rewrite map_length, seq_length; now apply S|].
  assert (E : map (fun j => entry q1 (nth j (map (fun k => table_number q1 (f k)) (seq 0 p1)) 0%N) 0) (firstn r js) = map N.of_nat (firstn r js)).
  { apply map_ext_in. intros j Hj. apply S in Hj as [Hj _]. rewrite (nth_indep _ 0%N (table_number q1 (f 0))) by (now rewrite map_length, seq_length).
    rewrite (map_nth (fun k => table_number q1 (f k))), seq_nth by auto. now apply T. }
  rewrite E. apply NoDup_map_in; [intros x y _ _; apply Nat2N.inj|].
  assert (D : NoDup js) by apply NoDup_filter, seq_NoDup. rewrite <- (firstn_skipn r js) in D. revert D. generalize (skipn r js). clear. intros s.
  induction (firstn r js) as [|v vs IH]; intros D; [constructor|]. inversion D; subst. constructor; auto. intros F. apply H1, in_or_app. now left.
Qed.

Lemma counted_rich m q1 C r p1 : (0 < m)%N -> 1 <= r -> (N.of_nat r <= q1)%N ->
  (choose (N.to_nat q1) (r - 1) ^ (m * C) * (C * N.of_nat (r - 1) ^ m) ^ N.of_nat p1 < q1 ^ (m * N.of_nat p1))%N ->
  exists P1, length P1 = p1 /\ (forall z, In z P1 -> (z < q1 ^ m)%N) /\ first_list m q1 C r P1.
Proof.
  intros Hm Hr Hq H. set (rows := words (N.to_nat m) (range q1)).
  assert (In1 : forall f, In f rows -> length f = N.to_nat m /\ forall v, In v f -> (v < q1)%N).
  { intros f Hf. apply words_in in Hf as [L S]. split; auto. intros v Hv. now apply range_in, S. }
  assert (Count : N.of_nat (length rows) = (q1 ^ m)%N) by (unfold rows; now rewrite words_count, range_length, N2Nat.id).
  destruct (rich_list m q1 (N.to_nat m) r (N.to_nat C) p1 rows) as (l & L & S & R); auto.
  - intros f Hf i. apply In1 in Hf as [_ Hf]. destruct (Nat.lt_ge_cases i (length f)); [apply Hf; now apply nth_In|]. rewrite nth_overflow by auto. lia.
  - intros f Hf. now apply In1.
  - apply words_NoDup, range_NoDup.
  - intros E. rewrite E in Count. cbn in Count. symmetry in Count. apply N.pow_eq_0 in Count; lia.
  - rewrite Count, <- N.pow_mul_r, !Nat2N.inj_mul, !N2Nat.id, N.sub_diag, N.pow_0_r, N.mul_1_r.
    assert (W : choose (N.to_nat m) (N.to_nat m) = 1%N).
    { rewrite <- (seq_length (N.to_nat m) 0) at 1. rewrite <- (map_length N.of_nat), choose_count.
      assert (Lm : length (map N.of_nat (seq 0 (N.to_nat m))) = N.to_nat m) by (now rewrite map_length, seq_length). rewrite <- Lm at 1. now rewrite combinations_whole. }
    rewrite W, N.mul_1_l. exact H.
  - exists (map (table_number q1) l). split; [now rewrite map_length|]. split.
    + intros z Hz. apply in_map_iff in Hz as (f & <- & Hf). apply table_at; now apply In1, S.
    + apply rich_tables; auto.
Qed.

(** ** 3. Tables z_2 *)

Lemma enough_rows bad M k A a b s p : (0 < k)%N -> (a * (s * k) <= b * A)%N -> (bad * (M * b) ^ p < (a * s) ^ p)%N -> (bad * (M * k) ^ p < A ^ p)%N.
Proof.
  intros Hk Many H. assert (P : (0 < k ^ p)%N) by (apply N.neq_0_lt_0, N.pow_nonzero; now apply N.neq_0_lt_0).
  assert (X : (bad * (M * k) ^ p * b ^ p < A ^ p * b ^ p)%N).
  { rewrite <- N.mul_assoc, <- !N.pow_mul_l, (N.mul_comm A). apply N.lt_le_trans with ((a * (s * k)) ^ p)%N; [|now apply N.pow_le_mono_l].
    replace (M * k * b)%N with (M * b * k)%N by ring. rewrite N.mul_assoc, (N.pow_mul_l _ k), (N.pow_mul_l (a * s) k), N.mul_assoc.
    now apply N.mul_lt_mono_pos_r. }
  destruct (N.eq_dec (b ^ p) 0) as [Z|Z]; [rewrite Z, !N.mul_0_r in X; now apply N.lt_irrefl in X|].
  apply N.mul_lt_mono_pos_r in X; [exact X|now apply N.neq_0_lt_0].
Qed.

(** ** The theorem *)

Theorem verify_three_steps_sound I B : verify_three_steps I B = true -> ~ realizable I.
Proof.
  unfold verify_three_steps. destruct (the_task I) as [m [|n1 [|n2 [|]]] [|q1 [|q2 [|q3 [|]]]]] eqn:ET; try discriminate.
  destruct (restricted I) as [ls|] eqn:ER; [|discriminate]. unfold check_three_steps, sizes_fit. rewrite !andb_true_iff.
  intros [[[C1 C2] C3] [[[[[[[[[S1 S2] S3] S4] S5] S6] K4] K1] K2] K3]] RI. apply Nat.leb_le in C1.
  apply N.ltb_lt in S1, S2. apply N.leb_le in S3, S4, S5, S6. rewrite forallb_forall in C3.
  set (c := bits_per_token I) in *. set (C := (2 ^ c)%N) in *. assert (HC : (0 < C)%N) by (apply N.neq_0_lt_0, N.pow_nonzero; lia).
  set (r := N.to_nat (t_r B)). set (h := N.to_nat (t_h B)).
  assert (Er : N.of_nat r = t_r B) by apply N2Nat.id. assert (Eh : N.of_nat h = t_h B) by apply N2Nat.id.
  assert (Er' : N.of_nat (r - 1) = (t_r B - 1)%N) by lia. assert (Eh' : N.of_nat (h - 1) = (t_h B - 1)%N) by lia.
  assert (Hh' : N.to_nat (t_h B - 1) = h - 1) by (clear; unfold h; lia). assert (Hr : 1 <= r) by lia. assert (Hh : 1 <= h) by lia. assert (Hrq : (N.of_nat r <= q1)%N) by lia. assert (Hhq : (N.of_nat h <= q2)%N) by lia.
  assert (Hq1 : (0 < q1)%N) by lia. assert (Hq2 : (0 < q2)%N) by lia.
  destruct (larger_power _ _ _ _ (rows_too_many_spec _ _ _ _ _ _ _ K4)) as [Hn2 Hq3].
  assert (L1 : exists P1, length P1 = N.to_nat (t_p1 B) /\ (forall z, In z P1 -> (z < q1 ^ m)%N) /\ first_list m q1 C r P1).
  { apply tables_exist_spec in K1. fold C in K1. destruct (t_constants B).
    - destruct K1 as [K1 K1']. apply constants_rich; auto; rewrite ?N2Nat.id, ?Er'; auto.
    - apply counted_rich; auto. rewrite Er', N2Nat.id. replace (r - 1) with (N.to_nat (t_r B - 1)) by (clear -S3; unfold r; lia). exact K1. }
  destruct L1 as (P1 & N1 & In1 & Rich1).
  set (I3 := Instance (the_task I) 3 (bits_per_token I) (overrides I) (restricted I)). apply (more_epochs I I3 eq_refl eq_refl eq_refl eq_refl C1) in RI.
  apply realizable_solution in RI as (tr & sol0). change (allowed I3) with (allowed I) in sol0. assert (T3 : the_task I3 = Task m [n1; n2] [q1; q2; q3]) by exact ET.
  assert (O3 : overrides I3 = []) by (change (overrides I = []); destruct (overrides I); [auto|discriminate]).
  assert (All : forall w z0 z1 z2 z3, (w < n1 * n2)%N -> (z0 < m)%N -> (z1 < q1 ^ m)%N -> (z2 < q2 ^ (n1 * q1))%N -> (z3 < q3 ^ (n2 * q2))%N -> allowed I (at3 w z0 z1 z2 z3)).
  { intros w z0 z1 z2 z3 Hw H0 H1 H2 H3. unfold allowed. rewrite ET, ER. split; [reflexivity|]. split.
    - intros p Hp. unfold last in Hp. simpl in Hp. destruct p as [|[|[|[|[|p]]]]]; try lia; unfold held, at3; cbn [nth]; auto.
      change (w < n1 * (n2 * 1))%N. lia.
    - intros p l Hl. apply nth_error_In in Hl. apply C3 in Hl. discriminate. }
  assert (Bound2 : (t_a B ^ n1 * 2 ^ (c * (m * N.of_nat (length P1) + m)) <= t_b B ^ n1)%N) by (rewrite N1, N2Nat.id; now apply row_exists_spec).
  destruct (many_rows I3 m n1 n2 q1 q2 q3 T3 eq_refl O3 (allowed I) tr sol0 S1 S2 Hn2 Hq1 Hq2 Hq3 P1 _ _ Bound2)
    as (w1 & zs2 & Hw1 & Some2 & D2 & Many & In2 & Alike).
  set (rows := map (row_at q1 q2 w1) zs2).
  assert (NthRow : forall z i, (i < q1)%N -> value_at i (row_at q1 q2 w1 z) = entry q2 z (w1 * q1 + i)).
  { intros z i Hi. unfold value_at, row_at. fold (range q1). rewrite (nth_indep _ 0%N (entry q2 z (w1 * q1 + 0))).
    - rewrite (map_nth (fun i => entry q2 z (w1 * q1 + i))). f_equal. f_equal. unfold range. change 0%N with (N.of_nat 0). rewrite map_nth, seq_nth by lia. lia.
    - rewrite map_length. pose proof (range_length q1). lia. }
  assert (L2 : exists l, length l = N.to_nat (t_p2 B) /\ incl l rows /\ rich q1 r h (N.to_nat (C * C)) l).
  { apply (rich_list q1 q2); [exact Hh|exact Hhq| | | | |].
    - intros f Hf i. apply in_map_iff in Hf as (z & <- & _). destruct (Nat.lt_ge_cases i (length (row_at q1 q2 w1 z))).
      + apply (nth_In _ 0%N) in H. apply in_map_iff in H as (j & <- & _). apply N.mod_lt. lia.
      + rewrite nth_overflow by auto. lia.
    - intros f Hf. apply in_map_iff in Hf as (z & <- & _). unfold row_at. now rewrite !map_length, seq_length.
    - exact D2.
    - unfold rows. intros E. apply map_eq_nil in E. contradiction.
    - unfold rows. rewrite map_length, Eh', Nat2N.inj_mul, Er, !N2Nat.id, (N.mul_assoc (C * C)). apply rows_exist_spec in K3. unfold choice in K3. rewrite Hh' in K3.
      apply (enough_rows _ _ _ _ (t_a B) (t_b B) (q2 ^ t_r B)); [apply N.neq_0_lt_0, N.pow_nonzero; now apply N.neq_0_lt_0| |exact K3].
      rewrite <- N.pow_add_r, N.add_comm, N.sub_add by exact S4. exact Many. }
  destruct L2 as (l2 & N2 & Incl2 & Rich2).
  destruct (one_each (fun f z => In z zs2 /\ f = row_at q1 q2 w1 z) l2) as (P2 & F2).
  { intros f Hf. apply Incl2, in_map_iff in Hf as (z & <- & Hz). eauto. }
  assert (Rows2 : l2 = map (row_at q1 q2 w1) P2) by (clear -F2; induction F2 as [|f z l P [_ ->] F IH]; [reflexivity|]; cbn [map]; now rewrite <- IH).
  assert (Sub2 : incl P2 zs2) by (clear -F2; induction F2 as [|f z l P [H _] F IH]; [intros x []|]; intros x [<-|Hx]; auto).
  assert (Ln2 : length P2 = N.to_nat (t_p2 B)) by (rewrite <- N2, Rows2; now rewrite map_length).
  apply (three_steps_refute I3 m n1 n2 q1 q2 q3 T3 eq_refl O3 (allowed I) tr sol0 All S1 S2 Hn2 Hq1 Hq2 Hq3 P1 In1 P2 w1) with (r := r) (h := h); auto.
  - intros g Is Hg DI LI HI. rewrite Ln2 in Hg. rewrite <- N2 in Hg.
    destruct (combinations_around (range q1) r Is DI) as (Q & HQ & SQ); [intros i Hi; now apply range_in, HI|pose proof (range_length q1); lia|].
    destruct (Rich2 g Q Hg HQ) as (d & i & js & Hi & Lj & J & D).
    assert (LQ := proj1 (combinations_in _ _ _ HQ)).
    assert (Hi' : In i Is) by (apply (@NoDup_length_incl N Is Q DI); auto; lia).
    exists d, i, js. split; [exact Hi'|]. split; [exact Lj|]. split; [intros j Hj; destruct (J j Hj); split; [lia|auto]|].
    erewrite map_ext_in; [exact D|]. intros j Hj. cbv beta. rewrite Rows2, (nth_indep _ [] (row_at q1 q2 w1 0)) by (rewrite <- Rows2; now apply J).
    rewrite map_nth. symmetry. now apply NthRow, HI.
  - unfold kappa. rewrite N1, Ln2, !N2Nat.id, Eh. now apply rows_too_many_spec.
Qed.
