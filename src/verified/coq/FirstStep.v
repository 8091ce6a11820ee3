(** The first step of the induction of Chen, Peng and Wu (src/certify/chain.hpp has the words): of many tables z_1 some few show
    many values at some few positions. Shearer's inequality takes the place of Han's. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model AtMost Means Combinations Leaves Degrees BlockClaims Shearer CountingCheck RowsCheck FewValues.
Import ListNotations.

(** Some value of f belongs to a large class. *)
Lemma large_class {X} (l : list X) (f : X -> list N) a : NoDup l -> l <> [] -> atmost l f a ->
  exists x, In x l /\ (N.of_nat (length l) <= a * N.of_nat (length (filter (fun y => list_eqb (f y) (f x)) l)))%N.
Proof.
  intros D Ne H. set (size := fun x => length (filter (fun y => list_eqb (f y) (f x)) l)).
  assert (M : exists x, In x l /\ forall y, In y l -> size y <= size x).
  { clear D H. revert Ne. generalize size. clear. intros g. induction l as [|x l IH]; intros Ne; [congruence|].
    destruct l as [|x' l']; [exists x; split; [now left|]; intros y [<-|[]]; auto|]. set (l := x' :: l') in *.
    destruct IH as (y & Hy & M); [discriminate|]. destruct (Nat.le_ge_cases (g x) (g y)) as [L|L].
    - exists y. split; [now right|]. intros z [<-|Hz]; auto.
    - exists x. split; [now left|]. intros z [<-|Hz]; auto. specialize (M z Hz). lia. }
  destruct M as (x & Hx & M). exists x. split; auto.
  assert (P : atmost l (fun y => (f y, y)) (a * N.of_nat (size x))).
  { apply (atmost_pair _ _ _ (list_eq_dec N.eq_dec)); auto. intros y Hy r Hr Dr. rewrite map_id in Dr.
    assert (L : length r <= size y).
    { apply NoDup_incl_length; auto. }
    specialize (M y Hy). lia. }
  apply (P l (incl_refl _)). apply NoDup_map_in; auto. intros y z _ _ E. now injection E.
Qed.

(** ** Tuples of members of a list *)

Fixpoint tuples {X} (r : list X) (k : nat) : list (list X) :=
  match k with O => [[]] | S k => flat_map (fun z => map (cons z) (tuples r k)) r end.
Lemma tuples_in {X} (r : list X) k : forall t, In t (tuples r k) -> length t = k /\ incl t r.
Proof.
  induction k as [|k IH]; intros t H; cbn [tuples] in H.
  - destruct H as [<-|[]]. split; [reflexivity|intros x []].
  - apply in_flat_map in H as (z & Hz & H). apply in_map_iff in H as (u & <- & H). apply IH in H as [L S]. split; [simpl; now rewrite L|].
    intros x [<-|Hx]; auto.
Qed.
Lemma tuples_length {X} (r : list X) k : N.of_nat (length (tuples r k)) = (N.of_nat (length r) ^ N.of_nat k)%N.
Proof.
  induction k as [|k IH]; [reflexivity|]. cbn [tuples]. rewrite Nat2N.inj_succ, N.pow_succ_r', <- IH. generalize (tuples r k). clear. intros l.
  induction r as [|z r IH]; [reflexivity|]. cbn [flat_map length]. rewrite app_length, map_length, Nat2N.inj_add, IH. lia.
Qed.
Lemma NoDup_app_disjoint {X} (a b : list X) : NoDup a -> NoDup b -> (forall v, In v a -> ~ In v b) -> NoDup (a ++ b).
Proof.
  induction a as [|v a IH]; intros Da Db H; simpl; auto. inversion Da; subst. constructor.
  - rewrite in_app_iff. intros [F|F]; [auto|]. apply (H v); simpl; auto.
  - apply IH; auto. intros u Hu. apply H. now right.
Qed.
Lemma app_same_length {X} (a a' b b' : list X) : length a = length a' -> a ++ b = a' ++ b' -> a = a' /\ b = b'.
Proof. revert a'. induction a as [|x a IH]; intros [|x' a'] L E; try discriminate; auto. injection L as L. injection E as -> E. destruct (IH a' L E) as [-> ->]. auto. Qed.

(** One after another, things of one length *)
Lemma tuples_different {X} (f : X -> list N) r x k : NoDup (map f r) -> (forall z, In z r -> length (f z) = x) -> NoDup (map (flat_map f) (tuples r k)).
Proof.
  intros D L. induction k as [|k IH]; [cbn; constructor; [intros []|constructor]|]. cbn [tuples].
  assert (G : forall l, incl l r -> NoDup (map f l) -> NoDup (map (flat_map f) (flat_map (fun z => map (cons z) (tuples r k)) l))); [|apply G; auto using incl_refl].
  induction l as [|z l IHl]; intros S Dl; [constructor|]. cbn [flat_map map]. rewrite map_app, map_map. inversion Dl as [|? ? Nz Dl']; subst.
  apply NoDup_app_disjoint.
  - change (NoDup (map (fun t => f z ++ flat_map f t) (tuples r k))). rewrite <- (map_map (flat_map f) (fun s => f z ++ s)).
    apply NoDup_map_in; auto. intros a b _ _ E. now apply app_inv_head in E.
  - apply IHl; auto. intros u Hu. apply S. now right.
  - intros s Hs F. apply in_map_iff in Hs as (t & <- & Ht). apply in_map_iff in F as (t' & E & Ht'). apply in_flat_map in Ht' as (z' & Hz' & Ht').
    apply in_map_iff in Ht' as (t'' & <- & Ht''). cbn [flat_map] in E. apply app_same_length in E as [E _].
    + apply Nz. rewrite <- E. now apply in_map.
    + rewrite !L; auto; apply S; simpl; auto.
Qed.

Lemma powers_clash q f s b e m M : (q ^ m <= 2 ^ b * s)%N -> (f * 2 ^ e < q ^ M)%N -> (b * M <= e * m)%N -> (0 < m)%N -> (s ^ M <= f ^ m)%N -> False.
Proof.
  intros L R E Hm F. apply (N.pow_le_mono_l _ _ M) in L. rewrite N.pow_mul_l, <- !N.pow_mul_r in L.
  apply (N.pow_lt_mono_l _ _ m) in R; [|lia]. rewrite N.pow_mul_l, <- !N.pow_mul_r in R.
  assert (2 ^ (b * M) * s ^ M <= 2 ^ (e * m) * f ^ m)%N by (apply N.mul_le_mono; [apply N.pow_le_mono_r; [discriminate|exact E]|exact F]).
  rewrite (N.mul_comm M m) in R. lia.
Qed.

Section Entropy.
  Variables (m q1 : N) (x0 x1 theta : nat) (b e : N) (S : list N).
  Hypothesis x0_positive : 1 <= x0.
  Hypothesis x0_below : (N.of_nat x0 <= m)%N.
  Hypothesis S_different : NoDup S.
  Hypothesis S_tables : forall z, In z S -> (z < q1 ^ m)%N.
  Hypothesis S_large : (q1 ^ m <= 2 ^ b * N.of_nat (length S))%N.
  Hypothesis q1_positive : (0 < q1)%N.
  Hypothesis rare : (fewer q1 theta (x0 * x1) * 2 ^ e < q1 ^ N.of_nat (x0 * x1))%N.
  Hypothesis enough : (b * N.of_nat (x0 * x1) <= e * m)%N.

  (** What tables show at positions *)
  Definition seen (ps ts : list N) : list N := flat_map (fun z => map (entry q1 z) ps) ts.
  Definition good (ps ts : list N) : Prop :=
    length ps = x0 /\ (forall a, In a ps -> (a < m)%N) /\ length ts = x1 /\ incl ts S /\ theta <= value_count (seen ps ts).

  (** Positions in a row, around the end *)
  Definition window (j : N) : list N := map (fun i => (j + i) mod m)%N (range (N.of_nat x0)).
  Let at_ (u z : N) : N := entry q1 z u.

  Lemma window_length j : length (window j) = x0.
  Proof. unfold window, range. rewrite !map_length, seq_length. lia. Qed.
  Lemma window_covers u : (u < m)%N -> x0 <= length (filter (fun j => holds u (window j)) (range m)).
  Proof.
    intros Hu. assert (Hm : m <> 0%N) by lia.
    set (js := map (fun i => (u + m - i) mod m)%N (range (N.of_nat x0))).
    assert (Back : forall i, (i < N.of_nat x0)%N -> (((u + m - i) mod m + i) mod m = u)%N).
    { intros i Hi. rewrite N.add_mod_idemp_l by auto. replace (u + m - i + i)%N with (u + 1 * m)%N by lia. rewrite N.mod_add by auto. now apply N.mod_small. }
    assert (L : length js = x0) by (unfold js, range; rewrite !map_length, seq_length; lia). rewrite <- L. apply NoDup_incl_length.
    - unfold js. apply NoDup_map_in; [|apply range_NoDup]. intros i i' Hi Hi' E. apply range_in in Hi, Hi'.
      assert (B := Back i Hi). assert (B' := Back i' Hi'). rewrite E in B. set (y := ((u + m - i') mod m)%N) in *.
      assert (Hy : (y < m)%N) by (apply N.mod_lt; auto). clearbody y.
      destruct (N.lt_ge_cases (y + i) m) as [C|C]; destruct (N.lt_ge_cases (y + i') m) as [C'|C'];
        rewrite ?(N.mod_small _ _ C), ?(N.mod_small _ _ C') in *;
        try (replace (y + i)%N with (y + i - m + 1 * m)%N in B by lia; rewrite N.mod_add, N.mod_small in B by lia);
        try (replace (y + i')%N with (y + i' - m + 1 * m)%N in B' by lia; rewrite N.mod_add, N.mod_small in B' by lia); lia.
    - intros j Hj. apply in_map_iff in Hj as (i & <- & Hi). assert (Hi' := Hi). apply range_in in Hi'. apply filter_In. split; [apply range_in, N.mod_lt; auto|].
      apply holds_in, in_map_iff. exists i. split; auto.
  Qed.

  (** At one window there are good tables, or few things are seen. *)
  Lemma window_few j : (exists ts, good (window j) ts) \/ (different (entries N at_ (window j)) S ^ N.of_nat x1 <= fewer q1 theta (x0 * x1))%N.
  Proof.
    destruct (one_of_each (entries N at_ (window j)) S) as (r & R1 & R2 & R3 & _).
    destruct (existsb (fun t => theta <=? value_count (seen (window j) t)) (tuples r x1)) eqn:X.
    - left. apply existsb_exists in X as (t & Ht & X). apply tuples_in in Ht as [Lt It]. exists t. split; [apply window_length|]. split; [|split; auto].
      + intros a Ha. apply in_map_iff in Ha as (i & <- & _). apply N.mod_lt. lia.
      + split; [intros z Hz; auto|now apply Nat.leb_le].
    - right. rewrite <- R3, <- tuples_length, <- (map_length (seen (window j))). apply sequences_with_fewer.
      + apply (tuples_different (entries N at_ (window j)) r x0); auto. intros z _. unfold entries. rewrite map_length. apply window_length.
      + intros s Hs. apply in_map_iff in Hs as (t & <- & Ht). assert (Ht' := Ht). apply tuples_in in Ht' as [Lt _]. repeat split.
        * rewrite <- Lt. assert (W := window_length j). clear -W. induction t as [|z t IH]; [simpl; lia|]. cbn [seen flat_map length]. unfold seen in IH. rewrite app_length, IH, map_length, W. lia.
        * intros v Hv. apply in_flat_map in Hv as (z & _ & Hv). apply in_map_iff in Hv as (a & <- & _). apply N.mod_lt. lia.
        * apply Nat.nle_gt. intros F. assert (T : existsb (fun t => theta <=? value_count (seen (window j) t)) (tuples r x1) = true); [|congruence].
          apply existsb_exists. exists t. split; auto. now apply Nat.leb_le.
  Qed.

  Lemma tables_apart : NoDup (map (entries N at_ (range m)) S).
  Proof.
    apply NoDup_map_in; auto. intros z z' Hz Hz' E. apply S_tables in Hz, Hz'.
    assert (G : forall k z z', (z < q1 ^ N.of_nat k)%N -> (z' < q1 ^ N.of_nat k)%N -> (forall a, a < k -> entry q1 z (N.of_nat a) = entry q1 z' (N.of_nat a)) -> z = z').
    { clear -q1_positive. induction k as [|k IH]; intros z z' Hz Hz' E; [change (q1 ^ N.of_nat 0)%N with 1%N in *; lia|].
      rewrite Nat2N.inj_succ, N.pow_succ_r' in Hz, Hz'. rewrite (N.div_mod' z q1), (N.div_mod' z' q1). f_equal; [f_equal|].
      - apply IH; try (apply N.div_lt_upper_bound; lia). intros a Ha. specialize (E (Datatypes.S a) ltac:(lia)). unfold entry in *.
        rewrite Nat2N.inj_succ, N.pow_succ_r', <- !N.div_div in E by (try apply N.pow_nonzero; lia). exact E.
      - specialize (E 0 ltac:(lia)). unfold entry in E. now rewrite N.pow_0_r, !N.div_1_r in E. }
    apply (G (N.to_nat m)); rewrite ?N2Nat.id; auto. intros a Ha.
    assert (In (N.of_nat a) (range m)) by (apply range_in; lia). revert E H. unfold entries. generalize (range m). clear. intros l. induction l as [|x l IH]; [intros _ []|].
    cbn [map]. intros E H. injection E as E1 E2. destruct H as [->|H]; auto.
  Qed.

  Theorem entropy_step : exists ps ts, good ps ts.
  Proof.
    assert (G : forall js, (exists ps ts, good ps ts) \/
      (product (map (fun j => different (entries N at_ (window j)) S) js) ^ N.of_nat x1 <= fewer q1 theta (x0 * x1) ^ N.of_nat (length js))%N).
    { induction js as [|j js IH]; [right; cbn [map product length]; rewrite N.pow_1_l; reflexivity|].
      destruct IH as [IH|IH]; [now left|]. destruct (window_few j) as [(ts & W)|W]; [left; eauto|]. right.
      cbn [map product length]. rewrite N.pow_mul_l, Nat2N.inj_succ, N.pow_succ_r'. now apply N.mul_le_mono. }
    destruct (G (range m)) as [Y|Y]; auto. exfalso. assert (Hm : (0 < m)%N) by (clear -x0_positive x0_below; lia).
    set (Fs := map (fun j u => holds u (window j)) (range m)).
    assert (Sh := shearer N at_ x0 Fs x0_positive (range m) (range_NoDup m)). specialize (Sh ltac:(intros u Hu; unfold Fs; rewrite filter_length_map; now apply window_covers, range_in) S tables_apart).
    assert (P : (product (map (fun F => different (entries N at_ (chosen (range m) F)) S) Fs) <= product (map (fun j => different (entries N at_ (window j)) S) (range m)))%N).
    { unfold Fs. rewrite map_map. apply product_le. intros j _. apply different_follows; [apply incl_refl|]. intros z z' _ _ E. unfold entries in *.
      apply map_ext_in. intros u Hu. unfold chosen in Hu. apply filter_In in Hu as [_ Hu]. apply holds_in in Hu. revert E Hu. generalize (window j). clear. intros l.
      induction l as [|x l IH]; [intros _ []|]. cbn [map]. intros E H. injection E as E1 E2. destruct H as [->|H]; auto. }
    assert (Lm : N.of_nat (length (range m)) = m) by (unfold range; rewrite map_length, seq_length; apply N2Nat.id). rewrite Lm in Y.
    assert (Le := N.le_trans _ _ _ Sh P). apply (N.pow_le_mono_l _ _ (N.of_nat x1)) in Le. assert (Le' := N.le_trans _ _ _ Le Y).
    rewrite <- N.pow_mul_r in Le'. set (M := N.of_nat (x0 * x1)) in *. assert (EM : (N.of_nat x0 * N.of_nat x1 = M)%N) by (unfold M; now rewrite Nat2N.inj_mul). rewrite EM in Le'.
    exact (powers_clash _ _ _ _ _ _ _ S_large rare enough Hm Le').
  Qed.
End Entropy.
