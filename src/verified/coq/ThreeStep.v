(** Three steps in three epochs (src/certify/three_step.hpp has the claim and its proof in words, with the same numbers of the steps).

    Inputs are (w, z_0, z_1, z_2, z_3); players -1, 0, 1, 2, 3 are the slots 0, 1, 2, 3, 4. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model Trace AtMost Rows RowsCheck Combinations Leaves BlockClaims Means RichLists.
Import ListNotations.

(** One of each value *)
Fixpoint firsts (f : N -> N) (l : list N) : list N :=
  match l with [] => [] | a :: l => let r := firsts f l in if existsb (fun b => f b =? f a)%N r then r else a :: r end.
Lemma firsts_spec f l : incl (firsts f l) l /\ NoDup (map f (firsts f l)) /\ forall a, In a l -> exists b, In b (firsts f l) /\ f b = f a.
Proof.
  induction l as [|a l (S & D & C)]; [repeat split; [intros x []|constructor|intros a []]|]. cbn [firsts].
  destruct (existsb _ _) eqn:E.
  - apply existsb_exists in E as (b & Hb & E). apply N.eqb_eq in E. repeat split; auto; [intros x Hx; right; auto|].
    intros x [<-|Hx]; eauto.
  - repeat split; [intros x [<-|Hx]; [now left|right; auto]| |].
    + cbn [map]. constructor; auto. intros F. apply in_map_iff in F as (b & Q & Hb). 
      assert (T : existsb (fun b => f b =? f a)%N (firsts f l) = true); [|congruence].
      apply existsb_exists. exists b. split; auto. rewrite Q. apply N.eqb_refl.
    + intros x [<-|Hx]; [exists a; split; [now left|reflexivity]|]. destruct (C x Hx) as (b & Hb & Q). exists b. split; [now right|exact Q].
Qed.

(** Some class of those that are alike under f is large. *)
Lemma large_class {A V} (dec : forall a b : V, {a = b} + {a <> b}) (l : list A) (f : A -> V) n : NoDup l -> l <> [] -> atmost l f n -> exists x, In x l /\
  (N.of_nat (length l) <= n * N.of_nat (length (filter (fun y => if dec (f y) (f x) then true else false) l)))%N.
Proof.
  intros D Some F. set (size := fun x => N.of_nat (length (filter (fun y => if dec (f y) (f x) then true else false) l))).
  destruct (Exists_dec (fun x => N.of_nat (length l) <= n * size x)%N l) as [X|X].
  { intros x. destruct (N.of_nat (length l) <=? n * size x)%N eqn:Q; [left; now apply N.leb_le|right; apply N.leb_gt in Q; lia]. }
  { apply Exists_exists in X. exact X. }
  exfalso. destruct l as [|a l']; [congruence|]. set (l := a :: l') in *.
  assert (n <> 0)%N. { specialize (F [a]). cbn [length map] in F. assert (incl [a] l) by (intros x [<-|[]]; now left). specialize (F H ltac:(constructor; [intros []|constructor])). cbn [length] in F. lia. }
  set (k := ((N.of_nat (length l) - 1) / n)%N).
  assert (S : forall x, In x l -> (size x <= k)%N).
  { intros x Hx. apply N.div_le_lower_bound; auto. destruct (N.le_gt_cases (N.of_nat (length l)) (n * size x)) as [Q|Q]; [|lia].
    destruct X. apply Exists_exists. eauto. }
  assert (B : (N.of_nat (length l) <= n * k)%N).
  { apply (atmost_pair _ _ _ dec l f (fun x => x) n k F); [|apply incl_refl|].
    - intros x Hx r Hr Dr. rewrite map_id in Dr. eapply N.le_trans; [|apply (S x Hx)].
      assert (length r <= length (filter (fun y => if dec (f y) (f x) then true else false) l)) by (apply NoDup_incl_length; auto). unfold size. lia.
    - apply NoDup_map_in; auto. intros x y _ _ E. now injection E. }
  assert (n * k <= N.of_nat (length l) - 1)%N by (apply N.mul_div_le; auto). unfold l in *. cbn [length] in *. lia.
Qed.

Lemma hd_in (l : list N) x : In x l -> In (hd 0%N l) l.
Proof. destruct l; [intros []|now left]. Qed.

Definition at3 (w z0 z1 z2 z3 : N) : input := [w; z0; z1; z2; z3].

(** L = 3, E = 3, no widths of its own, all inputs allowed *)
Record three_step (I : instance) (m n1 n2 q1 q2 q3 : N) : Prop := {
  three_task : the_task I = Task m [n1; n2] [q1; q2; q3];
  three_epochs : epochs I = 3;
  three_widths : overrides I = [];
  three_inputs : forall w z0 z1 z2 z3, (w < n1 * n2 -> z0 < m -> z1 < q1 ^ m -> z2 < q2 ^ (n1 * q1) -> z3 < q3 ^ (n2 * q2))%N -> allowed I (at3 w z0 z1 z2 z3) }.

Section ThreeStep.
  Variables (I : instance) (m n1 n2 q1 q2 q3 : N).
  Hypothesis task : the_task I = Task m [n1; n2] [q1; q2; q3].
  Hypothesis three : epochs I = 3.
  Hypothesis plain : overrides I = [].
  Let c := bits_per_token I.
  Let C := (2 ^ c)%N.
  Variables (A : input -> Prop) (tr : trace).
  Hypothesis sol : solution I A tr.
  Hypothesis all : forall w z0 z1 z2 z3, (w < n1 * n2)%N -> (z0 < m)%N -> (z1 < q1 ^ m)%N -> (z2 < q2 ^ (n1 * q1))%N -> (z3 < q3 ^ (n2 * q2))%N ->
    A (at3 w z0 z1 z2 z3).
  Hypotheses (Hm : (0 < m)%N) (Hn1 : (0 < n1)%N) (Hn2 : (0 < n2)%N) (Hq1 : (0 < q1)%N) (Hq2 : (0 < q2)%N) (Hq3 : (0 < q3)%N).

  Lemma last_4 : last (the_task I) = 4.
  Proof. now rewrite task. Qed.
  Lemma function s j i x y : i < j <= 4 -> A x -> A y -> same 4 tr s j x y -> same 4 tr s i x y -> tr (S s) j i x = tr (S s) j i y.
  Proof. intros Hj Hx Hy Sj Si. apply (sol_function _ _ _ sol); rewrite ?last_4; auto. Qed.
  Lemma answered x y : A x -> A y -> same 4 tr 3 0 x y -> answer (the_task I) x = answer (the_task I) y.
  Proof. intros Hx Hy S. apply (sol_answer _ _ _ sol); auto. now rewrite last_4, three. Qed.
  Lemma local t p x y : A x -> A y -> (forall k, p <= k -> held x k = held y k) -> same 4 tr t p x y.
  Proof. intros Hx Hy H. rewrite <- last_4. now apply (same_local _ _ _ sol). Qed.
  Lemma fits_in t j i x : 1 <= t <= 3 -> i < j <= 4 -> (tr t j i x < 2 ^ width I t j i)%N.
  Proof. intros Ht Hj. apply (sol_fits _ _ _ sol); rewrite ?last_4, ?three; auto. Qed.
  Lemma width_low t j i : i < 2 -> width I t j i = c.
  Proof. intros H. unfold width. rewrite plain. simpl. fold c. destruct i as [|[|i]]; [| |lia]; simpl; lia. Qed.
  Lemma width_2 t j : width I t j 2 = (c * m)%N.
  Proof. unfold width. rewrite plain, task. reflexivity. Qed.
  Lemma width_3 t j : width I t j 3 = (c * (n1 * q1))%N.
  Proof. unfold width. rewrite plain, task. reflexivity. Qed.
  Lemma answer_at3 w z0 z1 z2 z3 :
    answer (the_task I) (at3 w z0 z1 z2 z3) = entry q3 z3 ((w / n1) mod n2 * q2 + entry q2 z2 ((w mod n1) * q1 + entry q1 z1 z0)).
  Proof. rewrite task. reflexivity. Qed.

  (** What is said in epoch 1 depends on two inputs. *)
  Lemma first_said j i x y : i < j <= 4 -> A x -> A y -> held x j = held y j -> held x i = held y i -> tr 1 j i x = tr 1 j i y.
  Proof. intros Hj Hx Hy Qj Qi. apply function; auto. Qed.
  Lemma first_view p x y : A x -> A y -> held x p = held y p -> (forall j, p < j <= 4 -> held x j = held y j \/ tr 1 j p x = tr 1 j p y) -> same 4 tr 1 p x y.
  Proof. intros Hx Hy Q K. split; [exact Q|]. intros j Hj. destruct (K j Hj) as [E|E]; auto. now apply first_said. Qed.

  (** What player 3 says makes the difference between two inputs that differ in z_3 alone. *)
  Lemma below_last x y T : A x -> A y -> (forall p, p < 4 -> held x p = held y p) -> (forall s p, 1 <= s <= T -> 1 <= p <= 3 -> tr s 4 p x = tr s 4 p y) ->
    forall s, s <= T -> forall p, 1 <= p <= 3 -> same 4 tr s p x y.
  Proof.
    intros Hx Hy H F. induction s as [|s IH]; intros L p Hp; [apply H; lia|]. split; [apply IH; lia|]. intros j Hj.
    destruct (Nat.eq_dec j 4) as [->|]; [apply F; lia|]. apply function; auto; apply IH; lia.
  Qed.

  (** ** Several messages as functions of one input *)

  Definition probe := (nat * player * player * (N -> input))%type.
  Definition said (us : list probe) (z : N) : list N := map (fun u : probe => let '(t, j, i, x) := u in tr t j i (x z)) us.
  Definition sayable (u : probe) : Prop := let '(t, j, i, _) := u in 1 <= t <= 3 /\ i < j <= 4.
  Definition bits_of (u : probe) : N := let '(t, j, i, _) := u in width I t j i.
  Lemma said_few zs us : (forall u, In u us -> sayable u) -> atmost zs (said us) (2 ^ total (map bits_of us)).
  Proof.
    intros H. rewrite <- product_powers, map_map. apply (atmost_several _ _ _ N.eq_dec zs (fun (u : probe) z => let '(t, j, i, x) := u in tr t j i (x z))).
    intros [[[t j] i] x] Hu. apply H in Hu as [Ht Hj]. apply atmost_below. intros z _. now apply fits_in.
  Qed.
  Lemma said_same us z z' t j i x : said us z = said us z' -> In (t, j, i, x) us -> tr t j i (x z) = tr t j i (x z').
  Proof. intros E H. exact (same_map _ _ _ E _ H). Qed.
  Lemma total_app a b : total (a ++ b) = (total a + total b)%N.
  Proof. induction a as [|x a IH]; [reflexivity|]. cbn [app]. change (total (?u :: ?v)) with (u + total v)%N. rewrite IH. lia. Qed.
  Lemma total_same {X} (f : X -> probe) l k : (forall x, In x l -> bits_of (f x) = k) -> total (map bits_of (map f l)) = (N.of_nat (length l) * k)%N.
  Proof.
    induction l as [|x l IH]; intros H; [reflexivity|]. cbn [map length]. change (total (?u :: ?v)) with (u + total v)%N.
    rewrite IH, H by (try (intros; apply H; now right); now left). lia.
  Qed.

  Variable P1 : list N.
  Hypothesis P1_in : forall z, In z P1 -> (z < q1 ^ m)%N.
  Let p1 := N.of_nat (length P1).

  Lemma some_z1 : (0 < q1 ^ m)%N. Proof. apply N.neq_0_lt_0, N.pow_nonzero. lia. Qed.
  Lemma some_z2 : (0 < q2 ^ (n1 * q1))%N. Proof. apply N.neq_0_lt_0, N.pow_nonzero. lia. Qed.
  Lemma some_z3 : (0 < q3 ^ (n2 * q2))%N. Proof. apply N.neq_0_lt_0, N.pow_nonzero. lia. Qed.
  Lemma some_w : (0 < n1 * n2)%N. Proof. lia. Qed.
  Ltac inputs := try (apply all); try assumption;
    match goal with
    | |- held _ _ = held _ _ => reflexivity
    | |- (_ < _)%N => first [apply some_z1 | apply some_z2 | apply some_z3 | apply some_w | apply P1_in; assumption | idtac]
    | _ => idtac
    end.

  (** ** 2. Tables z_2 of which players 1 and 0 hear the same in epoch 1, and a query at which they have many rows *)

  Definition ahead_of_2 : list probe :=
    map (fun z1 => (1, 3, 2, fun z => at3 0 0 z1 z 0)) P1 ++ map (fun z0 => (1, 3, 1, fun z => at3 0 z0 0 z 0)) (range m).
  Definition alike_2 (z z' : N) : Prop := said ahead_of_2 z = said ahead_of_2 z'.

  Lemma ahead_of_2_bits : total (map bits_of ahead_of_2) = (c * (m * p1 + m))%N.
  Proof.
    unfold ahead_of_2. rewrite map_app, total_app. rewrite (total_same _ P1 (c * m)) by (intros; apply width_2).
    rewrite (total_same _ (range m) c) by (intros; apply width_low; lia). rewrite range_length. fold p1. lia.
  Qed.

  Section Alike.
    Variables (w z0 z1 z z' z3 w' z3' : N).
    Hypotheses (Hw : (w < n1 * n2)%N) (H0 : (z0 < m)%N) (H1 : (z1 < q1 ^ m)%N) (Hz : (z < q2 ^ (n1 * q1))%N) (Hz' : (z' < q2 ^ (n1 * q1))%N)
      (H3 : (z3 < q3 ^ (n2 * q2))%N) (Hw' : (w' < n1 * n2)%N) (H3' : (z3' < q3 ^ (n2 * q2))%N) (Y : alike_2 z z').
    Lemma alike_to_1 z0' : In z1 P1 -> (z0' < m)%N -> tr 1 3 2 (at3 w z0 z1 z z3) = tr 1 3 2 (at3 w' z0' z1 z' z3').
    Proof.
      intros In1 H0'. transitivity (tr 1 3 2 (at3 0 0 z1 z 0)); [apply first_said; inputs; lia|].
      transitivity (tr 1 3 2 (at3 0 0 z1 z' 0)); [|apply first_said; inputs; lia].
      apply (said_same ahead_of_2 z z' 1 3 2 (fun z => at3 0 0 z1 z 0) Y). apply in_or_app. left.
      exact (in_map (fun z1 => (1, 3, 2, fun z => at3 0 0 z1 z 0)) _ _ In1).
    Qed.
    Lemma alike_to_0 z1' : (z1' < q1 ^ m)%N -> tr 1 3 1 (at3 w z0 z1 z z3) = tr 1 3 1 (at3 w' z0 z1' z' z3').
    Proof.
      intros H1'. transitivity (tr 1 3 1 (at3 0 z0 0 z 0)); [apply first_said; inputs; lia|].
      transitivity (tr 1 3 1 (at3 0 z0 0 z' 0)); [|apply first_said; inputs; lia].
      apply (said_same ahead_of_2 z z' 1 3 1 (fun z => at3 0 z0 0 z 0) Y). apply in_or_app. right.
      apply (in_map (fun z0 => (1, 3, 1, fun z => at3 0 z0 0 z 0))). now apply range_in.
    Qed.
  End Alike.

  Theorem many_rows a b : (a ^ n1 * 2 ^ (c * (m * p1 + m)) <= b ^ n1)%N -> exists w1 rows, (w1 < n1)%N /\ rows <> [] /\
    NoDup (map (row_at q1 q2 w1) rows) /\ (a * q2 ^ q1 <= b * N.of_nat (length rows))%N /\
    (forall z, In z rows -> (z < q2 ^ (n1 * q1))%N) /\ forall z z', In z rows -> In z' rows -> alike_2 z z'.
  Proof.
    intros H. destruct (all_rows q1 q2 n1 (range n1) Hq2 (range_NoDup n1)) as (zs & Z1 & Z2 & Z3); [intros w Hw; now apply range_in|].
    rewrite range_length in Z2.
    assert (Dz : NoDup zs) by (eapply NoDup_map_inv; exact Z1).
    assert (Some : zs <> []). { intros ->. simpl in Z2. pose proof some_z2. lia. }
    assert (dec : forall a b : list N, {a = b} + {a <> b}) by (apply list_eq_dec, N.eq_dec).
    assert (F : atmost zs (said ahead_of_2) (2 ^ (c * (m * p1 + m)))).
    { rewrite <- ahead_of_2_bits. apply said_few. intros u Hu. apply in_app_or in Hu as [Hu|Hu]; apply in_map_iff in Hu as (z & <- & _); cbn; lia. }
    destruct (large_class dec zs _ _ Dz Some F) as (z & Hz & L). set (R := filter _ zs) in L.
    assert (HR : forall y, In y R -> In y zs /\ said ahead_of_2 y = said ahead_of_2 z).
    { intros y Hy. apply filter_In in Hy as [Hy Q]. split; auto. destruct (dec _ _); [auto|discriminate]. }
    assert (S : forall w, exists rows, incl rows R /\ NoDup (map (row_at q1 q2 w) rows) /\ forall x, In x R -> exists y, In y rows /\ row_at q1 q2 w x = row_at q1 q2 w y).
    { intros w. apply representatives. exact dec. }
    destruct (one_each (fun w rows => incl rows R /\ NoDup (map (row_at q1 q2 w) rows) /\ forall x, In x R -> exists y, In y rows /\ row_at q1 q2 w x = row_at q1 q2 w y)
      (range n1)) as (rs & FR); [intros w _; apply S|].
    assert (B : (N.of_nat (length R) <= product (map (fun rows => N.of_nat (length rows)) rs))%N).
    { assert (T : atmost R (fun z => map (fun w => row_at q1 q2 w z) (range n1)) (product (map (fun rows => N.of_nat (length rows)) rs))).
      { clear -FR dec. induction FR as [|w rows ws rs (S1 & S2 & S3) FR IH]; [apply (atmost_in _ _ R _ [[]]); intros; now left|]. cbn [map product].
        apply (atmost_follows _ _ _ R _ (fun z => (row_at q1 q2 w z, map (fun w => row_at q1 q2 w z) ws))).
        { intros x y _ _ E. injection E as E1 E2. now rewrite E1, E2. }
        apply (atmost_pair _ _ _ dec).
        - rewrite <- (map_length (row_at q1 q2 w) rows). apply atmost_in. intros x Hx. destruct (S3 x Hx) as (y & Hy & ->). now apply in_map.
        - intros x _. eapply atmost_incl; [|exact IH]. intros y Hy. now apply filter_In in Hy. }
      apply (T R (incl_refl R)). apply NoDup_map_filter. exact Z1. }
    destruct (Exists_dec (fun rows => a * q2 ^ q1 <= b * N.of_nat (length rows))%N rs) as [X|X].
    { intros rows. destruct (a * q2 ^ q1 <=? b * N.of_nat (length rows))%N eqn:E; [left; now apply N.leb_le|right; apply N.leb_gt in E; lia]. }
    - apply Exists_exists in X as (rows & Hrows & X).
      assert (G : exists w1, In w1 (range n1) /\ incl rows R /\ NoDup (map (row_at q1 q2 w1) rows) /\ forall x, In x R -> exists y, In y rows /\ row_at q1 q2 w1 x = row_at q1 q2 w1 y).
      { clear -FR Hrows. induction FR as [|w rows' ws rs H FR IH]; [destruct Hrows|]. destruct Hrows as [->|Hrows]; [exists w; split; [now left|exact H]|].
        destruct (IH Hrows) as (w1 & H1 & H2). exists w1. split; [now right|exact H2]. }
      destruct G as (w1 & Hw1 & G1 & G2 & G3). exists w1, rows. apply range_in in Hw1. repeat split; auto.
      + intros ->. assert (Hin : In z R) by (apply filter_In; split; auto; destruct (dec _ _); congruence). destruct (G3 z Hin) as (y & [] & _).
      + intros y Hy. now apply Z3, HR, G1.
      + intros y y' Hy Hy'. unfold alike_2. apply G1, HR in Hy as [_ ->], Hy' as [_ ->]. reflexivity.
    - exfalso.
      assert (Q : (product (map (fun rows => N.of_nat (length rows)) rs) * b ^ n1 < (a * q2 ^ q1) ^ n1)%N).
      { assert (Ln : N.of_nat (length rs) = n1) by (rewrite <- (as_many _ _ _ FR); apply range_length). rewrite <- Ln in Hn1 |- *. clear -X Hn1.
        induction rs as [|rows rs IH]; [simpl in Hn1; lia|]. cbn [map product length]. rewrite Nat2N.inj_succ, !N.pow_succ_r'.
        assert (X1 : (b * N.of_nat (length rows) < a * q2 ^ q1)%N). { apply N.nle_gt. intros F. apply X. now left. }
        destruct rs as [|rows' rs]; [cbn; lia|].
        assert (IH' := IH ltac:(cbn [length]; lia) (fun F => X (Exists_cons_tl _ F))).
        set (P := product _) in *. set (bn := (b ^ _)%N) in *. set (an := (_ ^ _)%N) in IH' |- *.
        replace (N.of_nat (length rows) * P * (b * bn))%N with ((b * N.of_nat (length rows)) * (P * bn))%N by ring. now apply N.mul_lt_mono. }
      rewrite N.pow_mul_l, <- N.pow_mul_r, (N.mul_comm q1 n1) in Q.
      rewrite Z2 in L. set (an := (a ^ n1)%N) in *. set (bn := (b ^ n1)%N) in *. set (U := (q2 ^ (n1 * q1))%N) in *. set (K := (2 ^ (c * (m * p1 + m)))%N) in *.
      set (P := product (map _ rs)) in *. set (nR := N.of_nat (length R)) in *.
      assert (an * U <= an * (K * nR))%N by now apply N.mul_le_mono_l.
      assert ((an * K) * nR <= bn * nR)%N by now apply N.mul_le_mono_r.
      assert (nR * bn <= P * bn)%N by now apply N.mul_le_mono_r. lia.
  Qed.

  (** ** 4. What is said of z_3 ahead of its rows *)

  Variables (P2 : list N) (w1 : N) (r h : nat).
  Hypotheses (Hr : 1 <= r) (Hh : 1 <= h) (Hh2 : (N.of_nat h <= q2)%N).
  Hypothesis P2_in : forall z, In z P2 -> (z < q2 ^ (n1 * q1))%N.
  Hypothesis P2_alike : forall z z', In z P2 -> In z' P2 -> alike_2 z z'.
  Hypothesis Hw1 : (w1 < n1)%N.
  Let p2 := N.of_nat (length P2).
  Let some2 := hd 0%N P2.

  (** One of P_1 for each message that player 1 has for player 0 *)
  Definition heard_of (z0 : N) : list N := firsts (fun z1 => tr 1 2 1 (at3 0 z0 z1 0 0)) P1.
  Definition ahead_of_3 : list probe :=
    map (fun z2 => (1, 4, 3, fun z => at3 0 0 0 z2 z)) P2 ++ map (fun z2 => (2, 4, 3, fun z => at3 0 0 0 z2 z)) P2 ++
    map (fun z1 => (1, 4, 2, fun z => at3 0 0 z1 0 z)) P1 ++ map (fun z1 => (2, 4, 2, fun z => at3 0 0 z1 some2 z)) P1 ++
    map (fun z0 => (1, 4, 1, fun z => at3 0 z0 0 0 z)) (range m) ++
    flat_map (fun z0 => map (fun z1 => (2, 4, 1, fun z => at3 0 z0 z1 some2 z)) (heard_of z0)) (range m).

  Definition kappa : N := 2 * n1 * q1 * p2 + 2 * m * p1 + m * (1 + N.min p1 C).

  Lemma heard_of_few z0 : (N.of_nat (length (heard_of z0)) <= N.min p1 C)%N.
  Proof.
    unfold heard_of. destruct (firsts_spec (fun z1 => tr 1 2 1 (at3 0 z0 z1 0 0)) P1) as (S & D & _). apply N.min_glb.
    - assert (length (firsts (fun z1 => tr 1 2 1 (at3 0 z0 z1 0 0)) P1) <= length P1); [|unfold p1; lia].
      apply NoDup_incl_length; auto. eapply NoDup_map_inv. exact D.
    - rewrite <- (map_length (fun z1 => tr 1 2 1 (at3 0 z0 z1 0 0))). apply below_count; auto. intros v Hv. apply in_map_iff in Hv as (z1 & <- & _).
      unfold C. rewrite <- (width_low 1 2 1) by lia. apply fits_in; lia.
  Qed.
  Lemma ahead_of_3_bits : (total (map bits_of ahead_of_3) <= c * kappa)%N.
  Proof.
    unfold ahead_of_3. rewrite !map_app, !total_app.
    rewrite !(total_same _ P2 (c * (n1 * q1))) by (intros; apply width_3). rewrite !(total_same _ P1 (c * m)) by (intros; apply width_2).
    rewrite (total_same _ (range m) c) by (intros; apply width_low; lia). rewrite range_length. fold p1 p2.
    assert (F : forall l, (total (map bits_of (@flat_map N probe (fun z0 => @map N probe (fun z1 => (2%nat, 4%nat, 1%nat, fun z => at3 0 z0 z1 some2 z)) (heard_of z0)) l)) <= N.of_nat (length l) * (N.min p1 C * c))%N).
    { induction l as [|z0 l IH]; [reflexivity|]. cbn [flat_map length]. rewrite map_app, total_app.
      rewrite (total_same _ (heard_of z0) c) by (intros; apply width_low; lia). pose proof (N.mul_le_mono_r _ _ c (heard_of_few z0)). rewrite Nat2N.inj_succ, N.mul_succ_l, (N.add_comm (_ * _)). now apply N.add_le_mono. }
    specialize (F (range m)). rewrite range_length in F. unfold kappa. set (k := N.min p1 C) in *. clearbody k. set (told := total _) in *. clearbody told. lia.
  Qed.
  Lemma ahead_of_3_sayable u : In u ahead_of_3 -> sayable u.
  Proof.
    unfold ahead_of_3. intros H. repeat (apply in_app_or in H; destruct H as [H|H]); try (apply in_map_iff in H as (z & <- & _); cbn; lia).
    apply in_flat_map in H as (z0 & _ & H). apply in_map_iff in H as (z & <- & _). cbn. lia.
  Qed.

  Section Two.
    Variables (z z' : N).
    Hypotheses (Hz : (z < q3 ^ (n2 * q2))%N) (Hz' : (z' < q3 ^ (n2 * q2))%N) (Y : said ahead_of_3 z = said ahead_of_3 z').
    Let heard_same t j i x := said_same ahead_of_3 z z' t j i x Y.

    (** What player 3 says to players 2, 1 and 0 in epochs 1 and 2 follows. *)
    Lemma said_by_3 w z0 z1 z2 : (w < n1 * n2)%N -> (z0 < m)%N -> In z1 P1 -> In z2 P2 -> forall s p, 1 <= s <= 2 -> 1 <= p <= 3 ->
      tr s 4 p (at3 w z0 z1 z2 z) = tr s 4 p (at3 w z0 z1 z2 z').
    Proof.
      intros Hw H0 H1 H2 s p Hs Hp. assert (B2 := P2_in _ H2). assert (S2 : In some2 P2) by exact (hd_in _ _ H2).
      assert (BS := P2_in _ S2).
      assert (One : forall y, (y < q3 ^ (n2 * q2))%N -> tr 1 4 3 (at3 w z0 z1 z2 y) = tr 1 4 3 (at3 0 0 0 z2 y) /\ tr 1 4 2 (at3 w z0 z1 z2 y) = tr 1 4 2 (at3 0 0 z1 0 y) /\
        tr 1 4 1 (at3 w z0 z1 z2 y) = tr 1 4 1 (at3 0 z0 0 0 y)).
      { intros y Hy. repeat split; apply first_said; inputs; lia. }
      unfold ahead_of_3 in heard_same.
      assert (p = 1 \/ p = 2 \/ p = 3) as [->|[->| ->]] by lia; assert (s = 1 \/ s = 2) as [->| ->] by lia.
      - rewrite (proj2 (proj2 (One z Hz))), (proj2 (proj2 (One z' Hz'))). apply (heard_same 1 4 1 (fun z => at3 0 z0 0 0 z)). do 4 (apply in_or_app; right). apply in_or_app; left.
        apply (in_map (fun z0 => (1, 4, 1, fun z => at3 0 z0 0 0 z))). now apply range_in.
      - destruct (firsts_spec (fun z1 => tr 1 2 1 (at3 0 z0 z1 0 0)) P1) as (S & _ & F). destruct (F z1 H1) as (b & Hb & Q). cbv beta in Q. assert (Hb1 := S b Hb).
        assert (E : forall y, (y < q3 ^ (n2 * q2))%N -> tr 2 4 1 (at3 w z0 z1 z2 y) = tr 2 4 1 (at3 0 z0 b some2 y)).
        { intros y Hy. apply function; [lia|inputs|inputs|apply local; inputs; intros [|[|[|[|k]]]] L; try lia; reflexivity|].
          apply first_view; inputs. intros j Hj. destruct j as [|[|[|[|[|j]]]]]; try lia; [right|right|left; reflexivity].
          - transitivity (tr 1 2 1 (at3 0 z0 z1 0 0)); [apply first_said; inputs; lia|]. rewrite <- Q. apply first_said; inputs; lia.
          - apply alike_to_0; inputs; auto. }
        rewrite (E z Hz), (E z' Hz'). apply (heard_same 2 4 1 (fun z => at3 0 z0 b some2 z)). do 5 (apply in_or_app; right). apply in_flat_map. exists z0.
        split; [now apply range_in|]. exact (in_map (fun z1 => (2, 4, 1, fun z => at3 0 z0 z1 some2 z)) _ _ Hb).
      - rewrite (proj1 (proj2 (One z Hz))), (proj1 (proj2 (One z' Hz'))). apply (heard_same 1 4 2 (fun z => at3 0 0 z1 0 z)). do 2 (apply in_or_app; right). apply in_or_app; left.
        exact (in_map (fun z1 => (1, 4, 2, fun z => at3 0 0 z1 0 z)) _ _ H1).
      - assert (E : forall y, (y < q3 ^ (n2 * q2))%N -> tr 2 4 2 (at3 w z0 z1 z2 y) = tr 2 4 2 (at3 0 0 z1 some2 y)).
        { intros y Hy. apply function; [lia|inputs|inputs|apply local; inputs; intros [|[|[|[|k]]]] L; try lia; reflexivity|].
          apply first_view; inputs. intros j Hj. destruct j as [|[|[|[|[|j]]]]]; try lia; [right|left; reflexivity].
          apply alike_to_1; inputs; auto. }
        rewrite (E z Hz), (E z' Hz'). apply (heard_same 2 4 2 (fun z => at3 0 0 z1 some2 z)). do 3 (apply in_or_app; right). apply in_or_app; left.
        exact (in_map (fun z1 => (2, 4, 2, fun z => at3 0 0 z1 some2 z)) _ _ H1).
      - rewrite (proj1 (One z Hz)), (proj1 (One z' Hz')). apply (heard_same 1 4 3 (fun z => at3 0 0 0 z2 z)). apply in_or_app; left.
        exact (in_map (fun z2 => (1, 4, 3, fun z => at3 0 0 0 z2 z)) _ _ H2).
      - assert (E : forall y, (y < q3 ^ (n2 * q2))%N -> tr 2 4 3 (at3 w z0 z1 z2 y) = tr 2 4 3 (at3 0 0 0 z2 y)).
        { intros y Hy. apply function; [lia|inputs|inputs| |]; apply local; inputs; intros [|[|[|[|k]]]] L; try lia; reflexivity. }
        rewrite (E z Hz), (E z' Hz'). apply (heard_same 2 4 3 (fun z => at3 0 0 0 z2 z)). apply in_or_app; right; apply in_or_app; left.
        exact (in_map (fun z2 => (2, 4, 3, fun z => at3 0 0 0 z2 z)) _ _ H2).
    Qed.
    Lemma known_below w z0 z1 z2 : (w < n1 * n2)%N -> (z0 < m)%N -> In z1 P1 -> In z2 P2 -> forall s, s <= 2 -> forall p, 1 <= p <= 3 ->
      same 4 tr s p (at3 w z0 z1 z2 z) (at3 w z0 z1 z2 z').
    Proof.
      intros Hw H0 H1 H2. apply below_last; [inputs; auto|inputs; auto| |now apply said_by_3].
      intros [|[|[|[|p]]]] Hp; try lia; reflexivity.
    Qed.
  End Two.

  (** ** 5. A row w_2 *)

  Let a1 (w z1 : N) : N := tr 1 2 0 (at3 w 0 z1 0 0).
  Let a2 (w z2 : N) : N := tr 1 3 0 (at3 w 0 0 z2 0).
  Let a3 (w z3 : N) : N := tr 1 4 0 (at3 w 0 0 0 z3).

  Hypothesis P1_rich : forall g, (forall j, j < length P1 -> g j < N.to_nat C) -> exists d z0 js, (z0 < m)%N /\ length js = r /\
    (forall j, In j js -> j < length P1 /\ g j = d) /\ NoDup (map (fun j => entry q1 (nth j P1 0%N) z0) js).
  Hypothesis P2_rich : forall g (Is : list N), (forall j, j < length P2 -> g j < N.to_nat (C * C)) -> NoDup Is -> length Is = r -> (forall i, In i Is -> (i < q1)%N) ->
    exists d i js, In i Is /\ length js = h /\ (forall j, In j js -> j < length P2 /\ g j = d) /\ NoDup (map (fun j => entry q2 (nth j P2 0%N) (w1 * q1 + i)) js).

  Lemma below_C t j i x : 1 <= t <= 3 -> i < j <= 4 -> i < 2 -> (tr t j i x < C)%N.
  Proof. intros Ht Hj Hi. unfold C. rewrite <- (width_low t j i) by auto. now apply fits_in. Qed.

  Section Row.
    Variables (l : list N) (w2 : N).
    Hypothesis Hw2 : (w2 < n2)%N.
    Hypothesis l_in : forall z, In z l -> (z < q3 ^ (n2 * q2))%N.
    Hypothesis l_alike : forall z z', In z l -> In z' l -> said ahead_of_3 z = said ahead_of_3 z'.
    Let w : N := (w1 + n1 * w2)%N.

    Lemma query : (w < n1 * n2)%N /\ (w mod n1 = w1)%N /\ ((w / n1) mod n2 = w2)%N.
    Proof.
      unfold w. split; [nia|]. split; rewrite (N.mul_comm n1 w2), ?N.mod_add, ?N.div_add, ?(N.div_small w1), ?N.add_0_l by lia; now apply N.mod_small.
    Qed.
    Lemma Hw : (w < n1 * n2)%N. Proof. apply query. Qed.

    (** Runs with one z_0, one of several z_1 that sound alike, and one of several z_2: of these all that player -1 hears in epochs 1 and 2 follows. *)
    Section Runs.
      Variables (z0 z1 z1' : N) (zs2 : list N) (zstar : N).
      Hypotheses (H0 : (z0 < m)%N) (H1 : In z1 P1) (H1' : In z1' P1) (S1 : a1 w z1 = a1 w z1').
      Hypothesis star : In zstar l.
      Hypothesis in2 : forall z2, In z2 zs2 -> In z2 P2.
      Hypothesis one_a2 : forall z2 z2', In z2 zs2 -> In z2' zs2 -> a2 w z2 = a2 w z2'.
      Hypothesis one_b2 : forall z2 z2', In z2 zs2 -> In z2' zs2 -> tr 2 3 0 (at3 w z0 z1' z2 zstar) = tr 2 3 0 (at3 w z0 z1' z2' zstar).
      Let x (z2 z : N) : input := at3 w z0 z1 z2 z.

      Lemma x_in z2 z : In z2 zs2 -> In z l -> A (x z2 z).
      Proof. intros H2 Hz. unfold x. apply all; auto using Hw. Qed.
      Lemma said_a1 z2 z : In z2 zs2 -> In z l -> tr 1 2 0 (x z2 z) = a1 w z1.
      Proof. intros H2 Hz. apply first_said; [lia|now apply x_in| |reflexivity|reflexivity]. apply all; inputs; auto using Hw. Qed.
      Lemma said_a2 z2 z : In z2 zs2 -> In z l -> tr 1 3 0 (x z2 z) = a2 w z2.
      Proof. intros H2 Hz. apply first_said; [lia|now apply x_in| |reflexivity|reflexivity]. apply all; inputs; auto using Hw. Qed.
      Lemma said_a3 z2 z : In z2 zs2 -> In z l -> tr 1 4 0 (x z2 z) = a3 w z.
      Proof. intros H2 Hz. apply first_said; [lia|now apply x_in| |reflexivity|reflexivity]. apply all; inputs; auto using Hw. Qed.

      (** The same z_3, another z_2 *)
      Lemma alike_1 z2 z2' z : In z2 zs2 -> In z2' zs2 -> In z l -> same 4 tr 1 0 (x z2 z) (x z2' z).
      Proof.
        intros H2 H2' Hz. apply first_view; auto using x_in. intros j Hj. destruct j as [|[|[|[|[|j]]]]]; try lia; [left; reflexivity|left; reflexivity|right|left; reflexivity].
        rewrite !said_a2 by auto. auto.
      Qed.
      (** Another z_3, the same z_2 *)
      Lemma again_1 z2 z z' : In z2 zs2 -> In z l -> In z' l -> a3 w z = a3 w z' -> same 4 tr 1 0 (x z2 z) (x z2 z').
      Proof.
        intros H2 Hz Hz' E. apply first_view; auto using x_in. intros j Hj. destruct j as [|[|[|[|[|j]]]]]; try lia; [left; reflexivity|left; reflexivity|left; reflexivity|right].
        now rewrite !said_a3.
      Qed.
      Lemma said_b2 z2 z : In z2 zs2 -> In z l -> a3 w z = a3 w zstar -> tr 2 3 0 (x z2 z) = tr 2 3 0 (at3 w z0 z1' z2 zstar).
      Proof.
        intros H2 Hz E. assert (B2 := in2 z2 H2). assert (A' : A (at3 w z0 z1' z2 zstar)) by (apply all; auto using Hw).
        apply function; [lia|now apply x_in|exact A'| |].
        - apply first_view; [now apply x_in|exact A'|reflexivity|]. intros j Hj. assert (j = 4) as -> by lia. right.
          transitivity (tr 1 4 3 (x z2 zstar)).
          + apply said_by_3; auto using Hw. 
          + apply first_said; [lia|now apply x_in|exact A'|reflexivity|reflexivity].
        - apply first_view; [now apply x_in|exact A'|reflexivity|]. intros j Hj. destruct j as [|[|[|[|[|j]]]]]; try lia; [left; reflexivity|right|left; reflexivity|right].
          + rewrite said_a1, S1 by auto. symmetry. apply first_said; [lia|exact A'| |reflexivity|reflexivity]. apply all; inputs; auto using Hw.
          + rewrite said_a3, E by auto. symmetry. apply first_said; [lia|exact A'| |reflexivity|reflexivity]. apply all; inputs; auto using Hw.
      Qed.
      Lemma alike_b3 z2 z2' z : In z2 zs2 -> In z2' zs2 -> In z l -> tr 2 4 0 (x z2 z) = tr 2 4 0 (x z2' z).
      Proof. intros H2 H2' Hz. apply function; [lia|now apply x_in|now apply x_in|apply local; auto using x_in|now apply alike_1]. intros [|[|[|[|k]]]] L; try lia; reflexivity. Qed.
      Lemma alike_2_epochs z2 z2' z : In z2 zs2 -> In z2' zs2 -> In z l -> a3 w z = a3 w zstar -> same 4 tr 2 0 (x z2 z) (x z2' z).
      Proof.
        intros H2 H2' Hz E. assert (X := x_in z2 z H2 Hz). assert (X' := x_in z2' z H2' Hz). assert (V := alike_1 z2 z2' z H2 H2' Hz). assert (Al := P2_alike _ _ (in2 _ H2) (in2 _ H2')).
        split; [exact V|]. intros j Hj. destruct j as [|[|[|[|[|j]]]]]; try lia.
        - apply function; [lia|auto|auto| |exact V]. apply first_view; [exact X|exact X'|reflexivity|]. intros j Hj'. destruct j as [|[|[|[|[|j]]]]]; try lia; [left; reflexivity|right|left; reflexivity].
          apply alike_to_0; auto using Hw.
        - apply function; [lia|auto|auto| |exact V]. apply first_view; [exact X|exact X'|reflexivity|]. intros j Hj'. destruct j as [|[|[|[|[|j]]]]]; try lia; [right|left; reflexivity].
          apply alike_to_1; auto using Hw.
        - rewrite !said_b2 by auto. auto.
        - now apply alike_b3.
      Qed.
      Lemma alike_c3 z2 z2' z : In z2 zs2 -> In z2' zs2 -> In z l -> a3 w z = a3 w zstar -> tr 3 4 0 (x z2 z) = tr 3 4 0 (x z2' z).
      Proof. intros H2 H2' Hz E. apply function; [lia|now apply x_in|now apply x_in|apply local; auto using x_in|now apply alike_2_epochs]. intros [|[|[|[|k]]]] L; try lia; reflexivity. Qed.

      Lemma same_end z2 z2' z z' : In z2 zs2 -> In z2' zs2 -> In z l -> In z' l -> a3 w z = a3 w zstar -> a3 w z' = a3 w zstar ->
        tr 2 4 0 (x z2' z) = tr 2 4 0 (x z2' z') -> tr 3 4 0 (x z2' z) = tr 3 4 0 (x z2' z') ->
        entry q3 z (w2 * q2 + entry q2 z2 (w1 * q1 + entry q1 z1 z0)) = entry q3 z' (w2 * q2 + entry q2 z2 (w1 * q1 + entry q1 z1 z0)).
      Proof.
        intros H2 H2' Hz Hz' E E' B3 C3. assert (X := x_in z2 z H2 Hz). assert (X' := x_in z2 z' H2 Hz').
        assert (Below := known_below z z' (l_in _ Hz) (l_in _ Hz') (l_alike _ _ Hz Hz') w z0 z1 z2 Hw H0 H1 (in2 _ H2)). fold (x z2 z) (x z2 z') in Below.
        assert (V1 : same 4 tr 1 0 (x z2 z) (x z2 z')) by (apply again_1; auto; congruence).
        assert (V2 : same 4 tr 2 0 (x z2 z) (x z2 z')).
        { split; [exact V1|]. intros j Hj. destruct (Nat.eq_dec j 4) as [->|]; [|apply function; auto; apply Below; lia].
          rewrite (alike_b3 z2 z2' z), (alike_b3 z2 z2' z') by auto. exact B3. }
        assert (V3 : same 4 tr 3 0 (x z2 z) (x z2 z')).
        { split; [exact V2|]. intros j Hj. destruct (Nat.eq_dec j 4) as [->|]; [|apply function; auto; apply Below; lia].
          rewrite (alike_c3 z2 z2' z), (alike_c3 z2 z2' z') by auto. exact C3. }
        assert (An := answered _ _ X X' V3). unfold x in An. rewrite !answer_at3 in An. destruct query as (_ & Q1 & Q2). now rewrite Q1, Q2 in An.
      Qed.
    End Runs.

    Theorem row_few : atmost l (row_at q2 q3 w2) (2 ^ (3 * c) * q3 ^ (q2 - N.of_nat h)).
    Proof.
      destruct (P1_rich (fun j => N.to_nat (a1 w (nth j P1 0%N)))) as (d & z0 & js1 & H0 & L1 & J1 & D1).
      { intros j _. assert (a1 w (nth j P1 0%N) < C)%N by (apply below_C; lia). lia. }
      assert (M1 : forall j, In j js1 -> In (nth j P1 0%N) P1) by (intros j Hj; apply nth_In, J1, Hj).
      assert (K : exists j1, In j1 js1) by (clear -L1 Hr; destruct js1 as [|j1 js1]; [simpl in L1; lia|exists j1; now left]). destruct K as (j1 & Hj1).
      set (z1' := nth j1 P1 0%N).
      replace (2 ^ (3 * c) * q3 ^ (q2 - N.of_nat h))%N with (C * (C * (C * q3 ^ (q2 - N.of_nat h))))%N.
      2: { unfold C. replace (3 * c)%N with (c + (c + c))%N by lia. rewrite !N.pow_add_r. ring. }
      apply (atmost_follows _ _ _ l _ (fun z => (a3 w z, row_at q2 q3 w2 z))); [intros z z' _ _ E; now injection E|].
      apply (atmost_pair _ _ _ N.eq_dec); [apply atmost_below; intros z _; apply below_C; lia|].
      intros zstar star. set (l' := filter _ l).
      assert (Hl' : forall z, In z l' -> In z l /\ a3 w z = a3 w zstar).
      { intros z Hz. apply filter_In in Hz as [Hz E]. split; auto. destruct (N.eq_dec _ _); [auto|discriminate]. }
      set (b2 := fun z2 => tr 2 3 0 (at3 w z0 z1' z2 zstar)).
      destruct (P2_rich (fun j => N.to_nat (a2 w (nth j P2 0%N) + C * b2 (nth j P2 0%N))) (map (fun j => entry q1 (nth j P1 0%N) z0) js1)) as (d2 & i & js2 & Hi & L2 & J2 & D2).
      { intros j _. assert (a2 w (nth j P2 0%N) < C)%N by (apply below_C; lia). assert (b2 (nth j P2 0%N) < C)%N by (apply below_C; lia). nia. }
      { exact D1. } { now rewrite map_length. }
      { intros i Hi. apply in_map_iff in Hi as (j & <- & _). apply N.mod_lt. lia. }
      apply in_map_iff in Hi as (j & Ei & Hj). set (z1 := nth j P1 0%N) in *.
      set (zs2 := map (fun j => nth j P2 0%N) js2).
      assert (in2 : forall z2, In z2 zs2 -> In z2 P2) by (intros z2 H2; apply in_map_iff in H2 as (k & <- & Hk); apply nth_In, J2, Hk).
      assert (S1 : a1 w z1 = a1 w z1').
      { destruct (J1 j Hj) as [_ E1], (J1 j1 Hj1) as [_ E2]. apply N2Nat.inj. unfold z1, z1'. cbv beta in E1, E2. congruence. }
      assert (One : forall z2 z2', In z2 zs2 -> In z2' zs2 -> a2 w z2 = a2 w z2' /\ b2 z2 = b2 z2').
      { intros z2 z2' H2 H2'. apply in_map_iff in H2 as (k & <- & Hk), H2' as (k' & <- & Hk'). destruct (J2 k Hk) as [_ E1], (J2 k' Hk') as [_ E2]. cbv beta in E1, E2.
        assert (E : (C * b2 (nth k P2 0) + a2 w (nth k P2 0) = C * b2 (nth k' P2 0) + a2 w (nth k' P2 0))%N) by (apply N2Nat.inj; rewrite !(N.add_comm (C * _)); congruence).
        apply N.div_mod_unique in E; [|apply below_C; lia|apply below_C; lia]. destruct E. now split. }
      assert (K : exists k0, In k0 js2) by (clear -L2 Hh; destruct js2 as [|k0 js2]; [simpl in L2; lia|exists k0; now left]). destruct K as (k0 & Hk0).
      set (z20 := nth k0 P2 0%N). assert (H20 : In z20 zs2) by (apply (in_map (fun j => nth j P2 0%N)); exact Hk0).
      set (covered := map (fun z2 => entry q2 z2 (w1 * q1 + i)) zs2).
      assert (Cov : NoDup covered /\ length covered = h /\ forall v, In v covered -> (v < q2)%N).
      { unfold covered, zs2. rewrite map_map. split; [exact D2|]. split; [now rewrite map_length|]. intros v Hv. apply in_map_iff in Hv as (k & <- & _). apply N.mod_lt. lia. }
      destruct Cov as (Cov1 & Cov2 & Cov3).
      set (left_out := filter (fun v => negb (holds v covered)) (range q2)).
      assert (Few : (N.of_nat (length left_out) <= q2 - N.of_nat h)%N).
      { assert (P3 := length_parts _ (fun v => holds v covered) (range q2)). cbv beta in P3. fold left_out in P3. pose proof (range_length q2).
        assert (length covered <= length (filter (fun v => holds v covered) (range q2))); [|lia].
        apply NoDup_incl_length; auto. intros v Hv. apply filter_In. split; [now apply range_in, Cov3|now apply holds_in]. }
      set (x := fun z2 z => at3 w z0 z1 z2 z).
      apply (atmost_follows _ _ _ l' _ (fun z => tr 2 4 0 (x z20 z) :: tr 3 4 0 (x z20 z) :: map (fun v => entry q3 z (w2 * q2 + v)) left_out)).
      - intros z z' Hz Hz' E. injection E as B3 C3 E. apply Hl' in Hz as [Hz Ez], Hz' as [Hz' Ez']. assert (E' := same_map _ _ _ E). cbv beta in E'.
        unfold row_at. apply map_ext_in. intros v Hv. destruct (holds v covered) eqn:F.
        + apply holds_in, in_map_iff in F as (z2 & <- & H2). rewrite <- Ei.
          apply (same_end z0 z1 z1' zs2 zstar) with (z2' := z20); auto; [now apply M1|now apply M1| |]; intros u u' Hu Hu'; now apply One.
        + apply E'. apply filter_In. split; [exact Hv|now rewrite F].
      - apply (atmost_more _ _ l' _ (product (C :: C :: repeat q3 (length left_out)))).
        { cbn [product]. rewrite product_repeat. apply N.mul_le_mono_l, N.mul_le_mono_l, N.pow_le_mono_r; lia. }
        apply (atmost_lists l'). intros z _. constructor; [apply below_C; lia|]. constructor; [apply below_C; lia|].
        clear -Hq3. induction left_out as [|v vs IH]; cbn [repeat length map]; constructor; auto. apply N.mod_lt. lia.
    Qed.
  End Row.

  (** ** 6. All rows *)

  Theorem three_steps_refute : (2 ^ (c * (kappa + 3 * n2)) < q3 ^ (N.of_nat h * n2))%N -> False.
  Proof.
    intros H. destruct (all_rows q2 q3 n2 (range n2) Hq3 (range_NoDup n2)) as (zs & Z1 & Z2 & Z3); [intros v Hv; now apply range_in|].
    rewrite range_length in Z2.
    assert (B : atmost zs (fun z => map (fun w2 => row_at q2 q3 w2 z) (range n2)) (2 ^ (c * kappa) * (2 ^ (3 * c) * q3 ^ (q2 - N.of_nat h)) ^ n2)).
    { apply (atmost_follows _ _ _ zs _ (fun z => (said ahead_of_3 z, map (fun w2 => row_at q2 q3 w2 z) (range n2)))); [intros z z' _ _ E; now injection E|].
      apply (atmost_pair _ _ _ (list_eq_dec N.eq_dec)).
      - eapply (atmost_more _ _ zs); [|apply said_few; apply ahead_of_3_sayable]. apply N.pow_le_mono_r; [lia|]. apply ahead_of_3_bits.
      - intros z Hz. set (l := filter _ zs).
        assert (Hl : forall y, In y l -> In y zs /\ said ahead_of_3 y = said ahead_of_3 z).
        { intros y Hy. apply filter_In in Hy as [Hy E]. split; auto. destruct (list_eq_dec _ _ _); [auto|discriminate]. }
        apply (atmost_more _ _ l _ (product (map (fun _ => 2 ^ (3 * c) * q3 ^ (q2 - N.of_nat h)) (range n2))%N)).
        { rewrite Means.product_constant, range_length. reflexivity. }
        apply (atmost_several _ _ _ (list_eq_dec N.eq_dec) l (fun w2 => row_at q2 q3 w2)). intros w2 Hw2. apply range_in in Hw2. apply row_few; auto.
        + intros y Hy. now apply Z3, Hl.
        + intros y y' Hy Hy'. apply Hl in Hy as [_ ->], Hy' as [_ ->]. reflexivity. }
    specialize (B zs (incl_refl zs) Z1). rewrite Z2 in B. revert B. apply N.lt_nge.
    rewrite N.pow_mul_l, <- !N.pow_mul_r, N.mul_assoc, <- N.pow_add_r.
    replace (c * kappa + 3 * c * n2)%N with (c * (kappa + 3 * n2))%N by lia.
    replace (n2 * q2)%N with (N.of_nat h * n2 + (q2 - N.of_nat h) * n2)%N.
    2: { rewrite <- N.mul_add_distr_r, (N.add_comm (N.of_nat h)), N.sub_add by lia. lia. }
    rewrite (N.pow_add_r q3). apply N.mul_lt_mono_pos_r; [apply N.neq_0_lt_0, N.pow_nonzero; lia|exact H].
  Qed.
End ThreeStep.
