(** How many sequences of numbers below q have few different values (src/certify/tail.hpp has the bounds in words). *)
From Coq Require Import Uint63 List NArith ZArith Arith Lia Bool.
From Arcsat Require Import AtMost Means Limbs.
Import ListNotations.

Definition value_count (s : list N) : nat := length (nodup N.eq_dec s).

(** q(q-1)⋯(q-k+1), and the ways to part M things into k classes *)
Fixpoint falling (q : N) (k : nat) : N := match k with O => 1 | S k => q * falling (q - 1) k end%N.
Fixpoint partitions (M k : nat) : N :=
  match M, k with
  | O, O => 1
  | O, S _ => 0
  | S M, O => 0
  | S M, S k' => N.of_nat k * partitions M k + partitions M k'
  end%N.

Lemma falling_end k : forall q, falling q (S k) = (falling q k * (q - N.of_nat k))%N.
Proof.
  induction k as [|k IH]; intros q; [cbn [falling]; change (N.of_nat 0) with 0%N; lia|].
  cbn [falling] in *. rewrite IH. rewrite Nat2N.inj_succ. rewrite N.mul_assoc. f_equal. lia.
Qed.

(** A sequence has k values because its rest has k, its first among them, or because its rest has k - 1, its first not among them. *)
Lemma sequences_with q M : forall k r, NoDup r ->
  (forall s, In s r -> length s = M /\ (forall v, In v s -> (v < q)%N) /\ value_count s = k) -> (N.of_nat (length r) <= falling q k * partitions M k)%N.
Proof.
  induction M as [|M IH]; intros k r D H.
  - assert (E : forall s, In s r -> s = []) by (intros s Hs; destruct (H s Hs) as [L _]; now destruct s).
    destruct r as [|s r]; [cbn; lia|]. assert (s = []) as -> by (apply E; now left). destruct (H [] (or_introl eq_refl)) as (_ & _ & K).
    assert (k = 0) as -> by (rewrite <- K; reflexivity). destruct r as [|s r]; [cbn; lia|].
    exfalso. inversion D as [|? ? Nx _]; subst. apply Nx. rewrite (E s ltac:(now right; left)). now left.
  - set (again := fun s : list N => existsb (N.eqb (hd 0%N s)) (tl s)).
    assert (Parts : forall p j a b, (forall s, In s r -> p s = true -> value_count (tl s) = j) ->
      (a = falling q j * partitions M j)%N ->
      (forall s, In s r -> p s = true -> atmost (filter (fun y => if list_eq_dec N.eq_dec (tl y) (tl s) then true else false) (filter p r)) (hd 0%N) b) ->
      (N.of_nat (length (filter p r)) <= a * b)%N).
    { intros p j a b Hj Ha Hb. apply (atmost_pair _ _ _ (list_eq_dec N.eq_dec) (filter p r) (@tl N) (hd 0%N) a b) with (r := filter p r); [| |apply incl_refl|].
      - intros r' Hr' D'. rewrite <- (map_length (@tl N)), Ha. apply IH; auto. intros t Ht. apply in_map_iff in Ht as (s & <- & Hs).
        apply Hr', filter_In in Hs as [Hs Ps]. destruct (H s Hs) as (L & B & _). destruct s as [|v t]; [discriminate|].
        split; [now injection L|]. split; [intros u Hu; apply B; now right|now apply (Hj (v :: t))].
      - intros s Hs. apply filter_In in Hs as [Hs Ps]. now apply Hb.
      - apply NoDup_map_in; [|now apply NoDup_filter]. intros s s' Hs Hs' E. injection E as E1 E2. apply filter_In in Hs as [Hs _], Hs' as [Hs' _].
        destruct (H s Hs) as [L _], (H s' Hs') as [L' _]. destruct s as [|v t]; [discriminate|]. destruct s' as [|v' t']; [discriminate|]. cbn [hd tl] in *. congruence. }
    assert (Same : forall p s y, In y (filter (fun y => if list_eq_dec N.eq_dec (tl y) (tl s) then true else false) (filter p r)) -> In y r /\ p y = true /\ tl y = tl s).
    { intros p s y Hy. apply filter_In in Hy as [Hy E]. apply filter_In in Hy as [Hy Py]. destruct (list_eq_dec _ _ _); [auto|discriminate]. }
    assert (Count : forall s, In s r -> k = if again s then value_count (tl s) else S (value_count (tl s))).
    { intros s Hs. destruct (H s Hs) as (L & _ & <-). destruct s as [|v t]; [discriminate|]. unfold value_count, again. cbn [nodup hd tl].
      destruct (in_dec N.eq_dec v t) as [F|F]; destruct (existsb (N.eqb v) t) eqn:E; auto; exfalso.
      - rewrite <- not_true_iff_false in E. apply E. apply existsb_exists. exists v. split; [auto|apply N.eqb_refl].
      - apply existsb_exists in E as (u & Hu & E). apply N.eqb_eq in E. congruence. }
    rewrite (length_parts _ again r), Nat2N.inj_add.
    assert (One : (N.of_nat (length (filter again r)) <= falling q k * partitions M k * N.of_nat k)%N).
    { apply (Parts again k _ _); auto.
      - intros s Hs Ps. specialize (Count s Hs). now rewrite Ps in Count.
      - intros s Hs Ps. assert (Ck := Count s Hs). rewrite Ps in Ck. rewrite Ck. apply atmost_in.
        intros y Hy. apply Same in Hy as (_ & Py & E). apply nodup_In. rewrite <- E. unfold again in Py.
        apply existsb_exists in Py as (u & Hu & Eu). apply N.eqb_eq in Eu. now subst u. }
    destruct k as [|k'].
    { assert (Z : filter (fun s => negb (again s)) r = []).
      { destruct (filter (fun s => negb (again s)) r) as [|s l] eqn:F; auto. exfalso. assert (Hs : In s (filter (fun s => negb (again s)) r)) by (rewrite F; now left).
        apply filter_In in Hs as [Hs Ps]. specialize (Count s Hs). destruct (again s); [discriminate|congruence]. }
      rewrite Z. cbn [length partitions]. change (N.of_nat 0) with 0%N in *. lia. }
    assert (Two : (N.of_nat (length (filter (fun s => negb (again s)) r)) <= falling q k' * partitions M k' * (q - N.of_nat k'))%N).
    { apply (Parts (fun s => negb (again s)) k' _ _); auto.
      - intros s Hs Ps. specialize (Count s Hs). destruct (again s); [discriminate|congruence].
      - intros s Hs Ps r' Hr' D'. assert (Ck := Count s Hs). destruct (again s); [discriminate|]. injection Ck as Ck.
        assert (B : (N.of_nat (length (map (hd 0%N) r' ++ nodup N.eq_dec (tl s))) <= q)%N).
        { apply below_count.
          - assert (App : forall a b : list N, NoDup a -> NoDup b -> (forall v, In v a -> ~ In v b) -> NoDup (a ++ b)).
            { clear. induction a as [|v a IH]; intros b Da Db H; simpl; auto. inversion Da; subst. constructor.
              - rewrite in_app_iff. intros [F|F]; [auto|]. apply (H v); simpl; auto.
              - apply IH; auto. intros u Hu. apply H. now right. }
            apply App; [exact D'|apply NoDup_nodup|]. intros v Hv F. apply nodup_In in F. apply in_map_iff in Hv as (y & <- & Hy).
            apply Hr', Same in Hy as (_ & Py & E). rewrite <- E in F. apply negb_true_iff in Py. unfold again in Py.
            rewrite <- not_true_iff_false in Py. apply Py. apply existsb_exists. exists (hd 0%N y). split; [auto|apply N.eqb_refl].
          - intros v Hv. apply in_app_or in Hv as [Hv|Hv].
            + apply in_map_iff in Hv as (y & <- & Hy). apply Hr', Same in Hy as (Hy & _ & _). destruct (H y Hy) as (L & By & _).
              destruct y as [|v t]; [discriminate|]. apply By. now left.
            + apply nodup_In in Hv. destruct (H s Hs) as (L & Bs & _). destruct s as [|u t]; [destruct Hv|]. apply Bs. now right. }
        rewrite app_length, map_length in B. fold (value_count (tl s)) in B. lia. }
    rewrite falling_end in *. cbn [partitions]. set (f := falling q k') in *. set (a := partitions M (S k')) in *. set (b := partitions M k') in *.
    eapply N.le_trans; [apply N.add_le_mono; [exact One|exact Two]|]. apply N.eq_le_incl. ring.
Qed.

(** Fewer than θ values *)
Fixpoint fewer (q : N) (theta M : nat) : N := match theta with O => 0 | S k => falling q k * partitions M k + fewer q k M end%N.
Lemma sequences_with_fewer q M theta : forall r, NoDup r ->
  (forall s, In s r -> length s = M /\ (forall v, In v s -> (v < q)%N) /\ value_count s < theta) -> (N.of_nat (length r) <= fewer q theta M)%N.
Proof.
  induction theta as [|k IH]; intros r D H.
  - destruct r as [|s r]; [cbn; lia|]. destruct (H s (or_introl eq_refl)) as (_ & _ & F). lia.
  - rewrite (length_parts _ (fun s => value_count s =? k) r), Nat2N.inj_add. cbn [fewer]. apply N.add_le_mono.
    + apply sequences_with; [now apply NoDup_filter|]. intros s Hs. apply filter_In in Hs as [Hs E]. apply Nat.eqb_eq in E. destruct (H s Hs) as (H1 & H2 & _). auto.
    + apply IH; [now apply NoDup_filter|]. intros s Hs. apply filter_In in Hs as [Hs E]. apply negb_true_iff, Nat.eqb_neq in E. destruct (H s Hs) as (H1 & H2 & H3).
      repeat split; auto. lia.
Qed.

(** ** As it is computed: a row of numbers of partitions from the one before, in machine integers; products with small numbers only *)

Fixpoint next_row (k before : N) (row : list N) : list N :=
  match row with [] => [] | s :: row => (k * s + before)%N :: next_row (N.succ k) s row end.
Fixpoint row_of_partitions (most M : nat) : list N :=
  match M with O => 1%N :: repeat 0%N most | S M => next_row 0 0 (row_of_partitions most M) end.
Fixpoint with_falling (q : N) (row : list N) : N := match row with [] => 0 | s :: row => s + q * with_falling (q - 1) row end%N.

Fixpoint next_limbs (k : int) (before : list int) (row : list (list int)) : list (list int) :=
  match row with [] => [] | s :: row => scaled_sum k s before 0%uint63 :: next_limbs (k + 1)%uint63 s row end.
Fixpoint row_of_limbs (most M : nat) : list (list int) :=
  match M with O => [1%uint63] :: repeat [] most | S M => next_limbs 0%uint63 [] (row_of_limbs most M) end.
Definition few_sequences (q : N) (theta M : nat) : N := with_falling q (map value (row_of_limbs (theta - 1) M)).

Lemma next_row_length row : forall k before, length (next_row k before row) = length row.
Proof. induction row; intros; simpl; auto. Qed.
Lemma next_row_nth row : forall i k before, i < length row ->
  nth i (next_row k before row) 0%N = ((k + N.of_nat i) * nth i row 0 + nth i (before :: row) 0)%N.
Proof.
  induction row as [|s row IH]; intros i k before H; [simpl in H; lia|]. destruct i as [|i]; cbn [next_row nth].
  - change (N.of_nat 0) with 0%N. now rewrite N.add_0_r.
  - simpl in H. rewrite IH by lia. rewrite Nat2N.inj_succ. f_equal. f_equal. lia.
Qed.
Lemma row_length most M : length (row_of_partitions most M) = S most.
Proof. induction M; simpl; [now rewrite repeat_length|]. now rewrite next_row_length. Qed.
Lemma row_nth most M : forall k, k <= most -> nth k (row_of_partitions most M) 0%N = partitions M k.
Proof.
  induction M as [|M IH]; intros k H.
  - destruct k as [|k]; [reflexivity|]. cbn [row_of_partitions nth partitions]. apply nth_repeat.
  - cbn [row_of_partitions]. rewrite next_row_nth by (rewrite row_length; lia). rewrite IH by lia. rewrite N.add_0_l.
    destruct k as [|k]; [reflexivity|]. cbn [nth]. rewrite IH by lia. reflexivity.
Qed.

Lemma with_falling_end row : forall q s, with_falling q (row ++ [s]) = (with_falling q row + falling q (length row) * s)%N.
Proof.
  induction row as [|t row IH]; intros q s; cbn [app with_falling length falling]; [lia|]. rewrite IH. ring.
Qed.
Lemma next_limbs_spec row : forall k before, (digit k + N.of_nat (length row) < base)%N -> Forall (Forall small) row -> Forall small before ->
  Forall (Forall small) (next_limbs k before row) /\ map value (next_limbs k before row) = next_row (digit k) (value before) (map value row).
Proof.
  induction row as [|s row IH]; intros k before L Hr Hb; cbn [next_limbs map next_row]; [split; constructor|].
  inversion Hr as [|? ? Hs Hr']; subst. cbn [length] in L. assert (Hk : small k) by (unfold small; lia).
  destruct (scaled_sum_spec k before s 0%uint63 Hk small_0 Hs Hb) as [F V]. rewrite digit_0, N.add_0_r in V.
  assert (Next : digit (k + 1)%uint63 = N.succ (digit k)).
  { destruct (product_and_sums 0 0 k 1 small_0 small_0 Hk) as [_ D]; [reflexivity|]. change (0 * 0)%uint63 with 0%uint63 in D.
    change (digit 1%uint63) with 1%N in D. change (digit 0%uint63) with 0%N in D. replace (0 + k)%uint63 with k in D; [lia|].
    apply to_Z_inj. rewrite add_spec, to_Z_0, Z.add_0_l. symmetry. apply Z.mod_small, to_Z_bounded. }
  destruct (IH (k + 1)%uint63 s) as [F' V']; auto; [rewrite Next; lia|]. split; [now constructor|]. now rewrite V, V', Next.
Qed.
Lemma row_of_limbs_spec most M : (N.of_nat (S most) < base)%N -> Forall (Forall small) (row_of_limbs most M) /\ map value (row_of_limbs most M) = row_of_partitions most M.
Proof.
  intros H. induction M as [|M [F V]].
  - cbn [row_of_limbs row_of_partitions map]. split.
    + constructor; [now repeat constructor|]. clear. induction most; simpl; constructor; auto.
    + f_equal. clear. induction most as [|n IH]; simpl; [auto|]. now rewrite IH.
  - cbn [row_of_limbs row_of_partitions]. destruct (next_limbs_spec (row_of_limbs most M) 0%uint63 []) as [F' V']; auto.
    + rewrite <- (map_length value), V, row_length. exact H.
    + split; auto. rewrite V', V. reflexivity.
Qed.

Lemma few_sequences_fewer q theta M : 1 <= theta -> (N.of_nat theta < base)%N -> few_sequences q theta M = fewer q theta M.
Proof.
  intros H B. unfold few_sequences. rewrite (proj2 (row_of_limbs_spec (theta - 1) M ltac:(replace (S (theta - 1)) with theta by lia; exact B))). set (row := row_of_partitions (theta - 1) M).
  assert (G : forall k, k <= theta -> with_falling q (firstn k row) = fewer q k M).
  { induction k as [|k IH]; intros Hk; [reflexivity|]. assert (L : length row = theta) by (unfold row; rewrite row_length; lia).
    assert (E : firstn (S k) row = firstn k row ++ [nth k row 0%N]).
    { assert (Hl : k < length row) by lia. clear -Hl. revert k Hl. induction row as [|s row IH]; intros k Hl; [simpl in Hl; lia|].
      destruct k as [|k]; [reflexivity|]. simpl in Hl. change (s :: firstn (S k) row = s :: (firstn k row ++ [nth k row 0%N])). now rewrite IH by lia. }
    rewrite E, with_falling_end, firstn_length, Nat.min_l, IH by lia. cbn [fewer]. unfold row. rewrite row_nth by lia. lia. }
  rewrite <- (G theta) by lia. f_equal. symmetry. apply firstn_all2. unfold row. rewrite row_length. lia.
Qed.

(** ** Bounds that are quicker: all values lie in some set of so many *)

Lemma falling_parts j : forall k q, falling q (j + k) = (falling q j * falling (q - N.of_nat j) k)%N.
Proof.
  induction j as [|j IH]; intros k q; [change (N.of_nat 0) with 0%N; now rewrite N.sub_0_r, N.mul_1_l|].
  cbn [Nat.add falling]. rewrite IH, N.mul_assoc. f_equal. f_equal. lia.
Qed.
Lemma falling_monotone k : forall p q, (p <= q)%N -> (falling p k <= falling q k)%N.
Proof. induction k as [|k IH]; intros p q H; cbn [falling]; [lia|]. apply N.mul_le_mono; auto. apply IH. lia. Qed.
Lemma falling_positive k : forall q, (N.of_nat k <= q)%N -> (0 < falling q k)%N.
Proof. induction k as [|k IH]; intros q H; cbn [falling]; [lia|]. apply N.mul_pos_pos; [lia|]. apply IH. lia. Qed.
Lemma falling_power k : forall q, (falling q k <= q ^ N.of_nat k)%N.
Proof.
  induction k as [|k IH]; intros q; [cbn; lia|]. rewrite Nat2N.inj_succ, N.pow_succ_r'. cbn [falling]. apply N.mul_le_mono_l.
  eapply N.le_trans; [apply IH|]. apply N.pow_le_mono_l. lia.
Qed.

Lemma fewer_in_set T M : (fewer (N.of_nat T) (S T) M <= N.of_nat T ^ N.of_nat M)%N.
Proof.
  induction M as [|M IH].
  - cbn [fewer]. assert (G : forall j, fewer (N.of_nat T) j 0 = if j =? 0 then 0%N else 1%N).
    { induction j as [|j IH]; [reflexivity|]. cbn [fewer]. rewrite IH. destruct j as [|j]; [reflexivity|]. cbn [partitions Nat.eqb]. lia. }
    rewrite G. destruct T as [|T]; [reflexivity|]. cbn [partitions Nat.eqb]. change (N.of_nat 0) with 0%N. rewrite N.pow_0_r. lia.
  - assert (G : forall j, j <= S T -> (fewer (N.of_nat T) j (S M) + falling (N.of_nat T) j * match j with O => 0 | S i => partitions M i end = N.of_nat T * fewer (N.of_nat T) j M)%N).
    { induction j as [|j IHj]; intros Hj; [cbn [fewer falling]; lia|]. specialize (IHj ltac:(lia)). cbn [fewer]. rewrite falling_end.
      replace (N.of_nat T) with (N.of_nat j + (N.of_nat T - N.of_nat j))%N at 5 by lia. set (d := (N.of_nat T - N.of_nat j)%N) in *.
      set (f := falling (N.of_nat T) j) in *. set (p := partitions M j) in *.
      destruct j as [|i]; cbn [partitions] in *; fold p.
      - change (N.of_nat 0) with 0%N. cbn [fewer] in *. lia.
      - set (r := partitions M i) in *. set (F := fewer (N.of_nat T) (S i) (S M)) in *. set (F' := fewer (N.of_nat T) (S i) M) in *.
        assert (E : (N.of_nat T = N.of_nat (S i) + d)%N) by (unfold d; lia). rewrite E in IHj at 1. clearbody d f p r F F'.
        replace (f * (N.of_nat (S i) * p + r) + F + f * d * p)%N with ((F + f * r) + (N.of_nat (S i) + d) * (f * p))%N by ring. rewrite IHj. ring. }
    specialize (G (S T) (Nat.le_refl _)). rewrite Nat2N.inj_succ, N.pow_succ_r'.
    eapply N.le_trans; [|apply N.mul_le_mono_l; exact IH]. rewrite <- G. apply N.le_add_r.
Qed.

Lemma fewer_by_sets q T M : (N.of_nat T <= q)%N -> (fewer q (S T) M * falling (N.of_nat T) T <= falling q T * N.of_nat T ^ N.of_nat M)%N.
Proof.
  intros H. eapply N.le_trans; [|apply N.mul_le_mono_l, fewer_in_set].
  assert (G : forall j, j <= S T -> (fewer q j M * falling (N.of_nat T) T <= falling q T * fewer (N.of_nat T) j M)%N); [|now apply G].
  induction j as [|j IH]; intros Hj; cbn [fewer]; [lia|]. specialize (IH ltac:(lia)). rewrite N.mul_add_distr_r, N.mul_add_distr_l. apply N.add_le_mono; auto.
  replace T with (j + (T - j)) at 2 3 by lia. rewrite !falling_parts.
  assert (L : (falling (N.of_nat T - N.of_nat j) (T - j) <= falling (q - N.of_nat j) (T - j))%N) by (apply falling_monotone; lia).
  set (x := falling (N.of_nat T - N.of_nat j) (T - j)) in *. set (y := falling (q - N.of_nat j) (T - j)) in *. set (a := falling q j). set (b := falling (N.of_nat T) j). set (p := partitions M j).
  replace (a * p * (b * x))%N with (a * p * b * x)%N by ring. replace (a * y * (b * p))%N with (a * p * b * y)%N by ring. now apply N.mul_le_mono_l.
Qed.

(** θ^θ < 4^θ·θ!, since (1 + 1/θ)^θ < 4. *)
Lemma halved t j : 2 * j <= t + 1 -> (N.of_nat (t + 1) ^ N.of_nat j <= 2 * N.of_nat t ^ N.of_nat j)%N.
Proof.
  intros H. destruct j as [|j]; [cbn; lia|]. assert (B := bernoulli j (Z.of_nat (t + 1)) (-1) ltac:(lia) ltac:(lia)).
  replace (Z.of_nat (t + 1) + -1)%Z with (Z.of_nat t) in B by lia. set (z := Z.of_nat (t + 1)) in *. set (u := Z.of_nat t) in *.
  assert (G : (z ^ (Z.of_nat j + 1) <= 2 * u ^ (Z.of_nat j + 1))%Z).
  { rewrite Z.pow_add_r, Z.pow_1_r by lia. assert (P : (0 <= z ^ Z.of_nat j)%Z) by (apply Z.pow_nonneg; lia). set (a := (z ^ Z.of_nat j)%Z) in *.
    set (b := (u ^ (Z.of_nat j + 1))%Z) in *. assert (z <= 2 * (z + (Z.of_nat j + 1) * -1))%Z by lia.
    assert (a * z <= a * (2 * (z + (Z.of_nat j + 1) * -1)))%Z by (apply Z.mul_le_mono_nonneg_l; auto). clearbody a b z u. lia. }
  apply N2Z.inj_le. rewrite N2Z.inj_mul, !N2Z.inj_pow, !nat_N_Z, Nat2Z.inj_succ, <- Z.add_1_r. exact G.
Qed.
Lemma power_below_factorial t : 1 <= t -> (N.of_nat t ^ N.of_nat t < 4 ^ N.of_nat t * falling (N.of_nat t) t)%N.
Proof.
  induction t as [|t IH]; intros H; [lia|]. destruct (Nat.eq_dec t 0) as [->|Ne]; [cbn; lia|]. specialize (IH ltac:(lia)).
  assert (Q : (N.of_nat (S t) ^ N.of_nat t <= 4 * N.of_nat t ^ N.of_nat t)%N).
  { assert (E : t = Nat.div2 t + (t - Nat.div2 t)) by (pose proof (Nat.div2_decr t t); lia). assert (D := Nat.div2_odd t).
    assert (A := halved t (Nat.div2 t)). assert (B := halved t (t - Nat.div2 t)). replace (t + 1) with (S t) in A, B by lia.
    assert (Nat.b2n (Nat.odd t) <= 1) by (destruct (Nat.odd t); simpl; lia). specialize (A ltac:(lia)). specialize (B ltac:(lia)).
    rewrite E at 2 4. rewrite Nat2N.inj_add, !N.pow_add_r. set (a := (N.of_nat (S t) ^ N.of_nat (Nat.div2 t))%N) in *. set (b := (N.of_nat (S t) ^ N.of_nat (t - Nat.div2 t))%N) in *.
    set (a' := (N.of_nat t ^ N.of_nat (Nat.div2 t))%N) in *. set (b' := (N.of_nat t ^ N.of_nat (t - Nat.div2 t))%N) in *.
    assert (M := N.mul_le_mono _ _ _ _ A B). clearbody a b a' b'. lia. }
  rewrite !(Nat2N.inj_succ t), !N.pow_succ_r'. rewrite <- !(Nat2N.inj_succ t). cbn [falling]. replace (N.of_nat (S t) - 1)%N with (N.of_nat t) by lia.
  set (a := (N.of_nat (S t) ^ N.of_nat t)%N) in *. set (b := (N.of_nat t ^ N.of_nat t)%N) in *. set (d := (4 ^ N.of_nat t * falling (N.of_nat t) t)%N) in *.
  replace (4 * 4 ^ N.of_nat t * (N.of_nat (S t) * falling (N.of_nat t) t))%N with (N.of_nat (S t) * (4 * d))%N by (unfold d; ring).
  apply N.mul_lt_mono_pos_l; [lia|]. clearbody a b d. lia.
Qed.

(** ** How it is shown that fewer than θ values are rare *)

Inductive tail := no_tail | exact_tail | sets_tail | logs_tail.
Definition rare (t : tail) (q theta points e : N) : bool :=
  match t with
  | no_tail => false
  | exact_tail => (theta <? base) && (few_sequences q (N.to_nat theta) (N.to_nat points) * 2 ^ e <? q ^ points)
  | sets_tail =>
    let k := N.to_nat (theta - 1) in falling q k * (theta - 1) ^ points * 2 ^ e <? q ^ points * falling (theta - 1) k
  | logs_tail => (4 * theta <=? points) && (e + 2 * theta <=? theta * (3 * N.log2 (q / theta)))
  end%N.

Lemma logs_rare q k M e : 1 <= k -> (N.of_nat k <= q)%N -> 4 * k <= M ->
  (e + 2 * N.of_nat k <= N.of_nat k * (3 * N.log2 (q / N.of_nat k)))%N -> (fewer q k M * 2 ^ e < q ^ N.of_nat M)%N.
Proof.
  intros Hk Hq HM He. set (l := N.log2 (q / N.of_nat k)) in *. set (t := N.of_nat k) in *. assert (Ht : (1 <= t)%N) by (unfold t; lia).
  assert (Lg : (t * 2 ^ l <= q)%N).
  { assert (P : (0 < q / t)%N) by (apply N.div_str_pos; lia). destruct (N.log2_spec _ P) as [L _]. fold l in L.
    eapply N.le_trans; [apply N.mul_le_mono_l; exact L|]. apply N.mul_div_le. lia. }
  assert (F : (fewer q k M <= fewer q (S k) M)%N) by (cbn [fewer]; lia).
  assert (Sets := fewer_by_sets q k M Hq). fold t in Sets. assert (W := power_below_factorial k Hk). fold t in W.
  assert (Pw := falling_power k q). fold t in Pw. assert (Pf := falling_positive k t ltac:(unfold t; lia)).
  set (x := fewer q (S k) M) in *. set (g := falling t k) in *. set (y := falling q k) in *.
  assert (EM : (N.of_nat M = t + 3 * t + (N.of_nat M - 4 * t))%N) by (unfold t; lia). set (d := (N.of_nat M - 4 * t)%N) in *. rewrite EM in *. clear EM.
  assert (C : ((t * 2 ^ l) ^ (3 * t) * t ^ d <= q ^ (3 * t) * q ^ d)%N) by (apply N.mul_le_mono; apply N.pow_le_mono_l; auto).
  rewrite N.pow_mul_l, <- N.pow_mul_r in C. rewrite !N.pow_add_r in *.
  assert (E1 : (2 ^ e * 4 ^ t <= 2 ^ (l * (3 * t)))%N).
  { change 4%N with (2 ^ 2)%N. rewrite <- N.pow_mul_r, <- N.pow_add_r. apply N.pow_le_mono_r; [discriminate|]. lia. }
  set (E := (2 ^ e)%N) in *. set (B := (2 ^ (l * (3 * t)))%N) in *. set (f4 := (4 ^ t)%N) in *. assert (P4 : (0 < f4)%N) by (apply N.neq_0_lt_0, N.pow_nonzero; discriminate).
  set (tt1 := (t ^ t)%N) in *. set (t3 := (t ^ (3 * t))%N) in *. set (td := (t ^ d)%N) in *. set (q1 := (q ^ t)%N) in *. set (q3 := (q ^ (3 * t))%N) in *. set (qd := (q ^ d)%N) in *.
  assert (Pq : (0 < q1 * q3 * qd)%N) by (unfold q1, q3, qd; rewrite <- !N.pow_add_r; apply N.neq_0_lt_0, N.pow_nonzero; lia).
  apply (N.mul_lt_mono_pos_r (f4 * g)); [now apply N.mul_pos_pos|].
  apply N.le_lt_trans with (q1 * q3 * qd * tt1)%N.
  - apply N.le_trans with ((x * g) * (E * f4))%N.
    + replace (fewer q k M * E * (f4 * g))%N with (fewer q k M * (g * (E * f4)))%N by ring. rewrite <- N.mul_assoc. now apply N.mul_le_mono_r.
    + apply N.le_trans with ((q1 * (tt1 * t3 * td)) * B)%N.
      * apply N.mul_le_mono; auto. eapply N.le_trans; [exact Sets|]. now apply N.mul_le_mono_r.
      * replace (q1 * (tt1 * t3 * td) * B)%N with (q1 * tt1 * (t3 * B * td))%N by ring. replace (q1 * q3 * qd * tt1)%N with (q1 * tt1 * (q3 * qd))%N by ring. now apply N.mul_le_mono_l.
  - apply N.mul_lt_mono_pos_l; auto.
Qed.

Theorem rare_sound t q theta points e : (1 <= theta)%N -> (theta <= q)%N -> rare t q theta points e = true ->
  (fewer q (N.to_nat theta) (N.to_nat points) * 2 ^ e < q ^ points)%N.
Proof.
  intros H1 Hq R. destruct t; cbn [rare] in R.
  - discriminate.
  - apply andb_true_iff in R as [B R]. apply N.ltb_lt in B, R. now rewrite few_sequences_fewer in R by lia.
  - apply N.ltb_lt in R. set (k := N.to_nat (theta - 1)) in *. assert (Ek : (theta - 1)%N = N.of_nat k) by (unfold k; lia). rewrite Ek in R.
    assert (E : N.to_nat theta = S k) by (unfold k; lia). rewrite E.
    assert (S := fewer_by_sets q k (N.to_nat points) ltac:(unfold k; lia)). rewrite N2Nat.id in S.
    assert (P := falling_positive k (N.of_nat k) (N.le_refl _)). apply (N.mul_lt_mono_pos_r (falling (N.of_nat k) k)); auto.
    eapply N.le_lt_trans; [|exact R]. set (f := falling (N.of_nat k) k) in *. set (x := fewer q (Datatypes.S k) (N.to_nat points)) in *.
    replace (x * 2 ^ e * f)%N with (x * f * 2 ^ e)%N by ring. now apply N.mul_le_mono_r.
  - apply andb_true_iff in R as [R1 R2]. apply N.leb_le in R1, R2. rewrite <- (N2Nat.id points) at 2. apply logs_rare; rewrite ?N2Nat.id; auto; lia.
Qed.
