(** Refutation row by row (src/certify/row_certificate.hpp has the claim in words), with weights of 1.

    Whatever players 1 and 0 say to player -1 about some tables z_1 and positions z_0, at each query w some contexts look
    alike to it, so that few rows z_2(w, ·) can be served. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model Trace Order AtMost CountingCheck TwoStep Colourings.
Import ListNotations.

(** Some of the tables and of the positions, by their places in the certificate's lists. *)
Record part := Part { part_tables : list nat; part_positions : list nat }.
Record row_certificate := Row_certificate {
  row_z0 : list N;
  row_z1 : list (list N);             (* each as its list of values *)
  templates : list (list part) }.

Section Checker.
  Variables (m q1 q2 c : N) (R : row_certificate).

  Definition z1_value (p : nat) (a : nat) : N := nth (N.to_nat (nth a (row_z0 R) 0%N)) (nth p (row_z1 R) []) 0%N.
  Definition part_values (u : part) : list N := flat_map (fun p => map (z1_value p) (part_positions u)) (part_tables u).
  Definition covered (parts : list part) : list N := nodup N.eq_dec (flat_map part_values parts).

  Definition fits (cs ds : list nat) (parts : list part) : bool :=
    every (fun u => if alike cs (part_tables u) then alike ds (part_positions u) else false) parts.
  Definition always_fits : bool :=
    every_colouring (2 ^ c) (length (row_z1 R)) 0 [] (fun cs => some (fits cs []) (templates R)) (fun cs =>
      every_colouring (2 ^ c) (length (row_z0 R)) 0 [] (fun ds => some (fits cs ds) (templates R)) (fun _ => false)).

  Definition part_ok (u : part) : bool :=
    forallb (fun p => p <? length (row_z1 R)) (part_tables u) && forallb (fun a => a <? length (row_z0 R)) (part_positions u) &&
    negb (length (part_tables u) =? 0) && negb (length (part_positions u) =? 0).
  Definition ahead : N := m * N.of_nat (length (row_z1 R)) + N.of_nat (length (row_z0 R)).
  Definition units (parts : list part) : N := 1 + N.of_nat (length parts).
  Definition refutes (n : N) (parts : list part) : bool :=
    (2 ^ (c * (ahead + units parts * n)) <? q2 ^ (N.of_nat (length (covered parts)) * n))%N.

  Definition certificate_ok : bool :=
    forallb (fun a => a <? m)%N (row_z0 R) && negb (length (row_z0 R) =? 0) && negb (length (row_z1 R) =? 0) &&
    forallb (fun z => (N.of_nat (length z) =? m)%N && forallb (fun v => v <? q1)%N z) (row_z1 R) &&
    forallb (forallb part_ok) (templates R) && always_fits && (0 <? q2)%N.
  Definition check_rows (n : N) : bool := certificate_ok && (0 <? n)%N && forallb (refutes n) (templates R).
End Checker.

(** A table by its values *)
Definition table_number (q : N) (vs : list N) : N := mixed (repeat q (length vs)) vs.
Lemma table_number_entry q vs : (forall v, In v vs -> (v < q)%N) -> (table_number q vs < q ^ N.of_nat (length vs))%N /\
  forall k, k < length vs -> entry q (table_number q vs) (N.of_nat k) = nth k vs 0%N.
Proof.
  intros H. split.
  - rewrite <- product_repeat. apply mixed_bound. induction vs; simpl; constructor; auto; apply H || apply IHvs; simpl; auto. intros; apply H; simpl; auto.
  - unfold table_number. induction vs as [|v vs IH]; intros k Hk; simpl in Hk; [lia|].
    assert (Hv : (v < q)%N) by (apply H; now left).
    cbn [length repeat mixed]. unfold entry in *. destruct k as [|k].
    + rewrite N.pow_0_r, N.div_1_r, N.mul_comm, N.mod_add by lia. now apply N.mod_small.
    + rewrite Nat2N.inj_succ, N.pow_succ_r', <- N.div_div by (try apply N.pow_nonzero; lia).
      rewrite (N.add_comm v), N.mul_comm, N.div_add_l, (N.div_small v), N.add_0_r by lia. apply IH; [intros; apply H; now right|lia].
Qed.

(** Products *)
Lemma mixture Y n : forall l : list (N * N), N.of_nat (length l) = n -> (0 < n)%N ->
  (forall p, In p l -> (Y * fst p ^ n < snd p ^ n)%N) -> (Y * product (map fst l) < product (map snd l))%N.
Proof.
  intros l L P H. apply N.nle_gt. intros F. apply (N.pow_le_mono_l _ _ n) in F. rewrite N.pow_mul_l in F.
  assert (G : forall l, (forall p, In p l -> (Y * fst p ^ n < snd p ^ n)%N) -> l <> [] ->
    (Y ^ N.of_nat (length l) * product (map fst l) ^ n < product (map snd l) ^ n)%N).
  { clear. induction l as [|p l IH]; intros H N; [congruence|]. cbn [length map product].
    rewrite Nat2N.inj_succ, N.pow_succ_r', !N.pow_mul_l. assert (Hp := H p (or_introl eq_refl)).
    destruct l as [|p' l]; [cbn [length map product]; rewrite N.pow_0_r, N.pow_1_l; lia|].
    specialize (IH (fun p Hp => H p (or_intror Hp)) ltac:(discriminate)).
    set (a := (fst p ^ n)%N) in *. set (b := (snd p ^ n)%N) in *. set (d := (product (map fst (p' :: l)) ^ n)%N) in *.
    set (e := (product (map snd (p' :: l)) ^ n)%N) in *. set (y := (Y ^ N.of_nat (length (p' :: l)))%N) in *.
    apply N.le_lt_trans with ((Y * a) * (y * d))%N; [lia|]. apply N.mul_lt_mono; auto. }
  specialize (G l H). rewrite L in G. assert (l <> []) by (intros ->; simpl in L; lia). specialize (G H0). lia.
Qed.

Lemma same_maps {U V} (f g : U -> V) l : forall s s', map f l ++ s = map g l ++ s' -> (forall k, In k l -> f k = g k) /\ s = s'.
Proof.
  induction l as [|x l IH]; intros s s' E; [split; [intros k []|exact E]|].
  simpl in E. injection E as E1 E2. destruct (IH s s' E2) as [K1 K2]. split; auto. intros k [<-|Hk]; auto.
Qed.
Lemma same_map {U V} (f g : U -> V) l : map f l = map g l -> forall k, In k l -> f k = g k.
Proof. intros E. apply (same_maps f g l [] []). now rewrite !app_nil_r. Qed.

Section Sound.
  Variables (I : instance) (m n q1 q2 c : N) (R : row_certificate).
  Hypothesis two : two_step I m n q1 q2.
  Hypothesis Hc : bits_per_token I = c.
  Hypothesis valid : certificate_ok m q1 q2 c R = true.

  Let P := map (table_number q1) (row_z1 R).
  Let J := row_z0 R.
  Let lst := last (the_task I).

  Variables (A : input -> Prop) (tr : trace) (ws zs : list N).
  Hypothesis sol : solution I A tr.
  Hypothesis A_all : forall w z0 z1 z2, In w ws -> In z0 J -> In z1 P -> In z2 zs -> A (at_ w z0 z1 z2).
  Hypothesis ws_below : forall w, In w ws -> (w < n)%N.

  Let z1_of (p : nat) : N := table_number q1 (nth p (row_z1 R) []).
  Let z0_of (a : nat) : N := nth a J 0%N.
  Let context (w : N) (a p : nat) (z : N) : input := at_ w (z0_of a) (z1_of p) z.
  Let NP := length (row_z1 R).
  Let NJ := length (row_z0 R).

  Lemma valid_parts : (forall a, In a J -> (a < m)%N) /\ 0 < NJ /\ 0 < NP /\
    (forall z, In z (row_z1 R) -> N.of_nat (length z) = m /\ forall v, In v z -> (v < q1)%N) /\
    (forall T u, In T (templates R) -> In u T -> part_ok R u = true) /\ always_fits c R = true /\ (0 < q2)%N.
  Proof.
    unfold certificate_ok in valid. rewrite !andb_true_iff, !forallb_forall in valid.
    destruct valid as [[[[[[V1 V2] V3] V4] V5] V6] V7]. repeat split; auto.
    - intros a Ha. now apply N.ltb_lt, V1.
    - unfold NJ. destruct (length (row_z0 R)); [discriminate|lia].
    - unfold NP. destruct (length (row_z1 R)); [discriminate|lia].
    - specialize (V4 z H). apply andb_true_iff in V4 as [V4 _]. now apply N.eqb_eq.
    - specialize (V4 z H). apply andb_true_iff in V4 as [_ V4]. rewrite forallb_forall in V4. intros v Hv. now apply N.ltb_lt, V4.
    - intros T u HT Hu. specialize (V5 T HT). rewrite forallb_forall in V5. auto.
    - now apply N.ltb_lt.
  Qed.

  Lemma context_in w a p z : In w ws -> a < NJ -> p < NP -> In z zs -> A (context w a p z).
  Proof.
    intros Hw Ha Hp Hz. apply A_all; auto; [now apply nth_In|]. unfold P, z1_of. apply in_map. now apply nth_In.
  Qed.
  Lemma shows p a : a < NJ -> p < NP -> entry q1 (z1_of p) (z0_of a) = z1_value R p a /\ (z1_value R p a < q1)%N.
  Proof.
    intros Ha Hp. destruct valid_parts as (V1 & _ & _ & V4 & _).
    assert (Hz : In (nth p (row_z1 R) []) (row_z1 R)) by now apply nth_In. specialize (V4 _ Hz) as [L V].
    assert (Hm : (z0_of a < m)%N) by (apply V1; now apply nth_In).
    assert (K : N.to_nat (z0_of a) < length (nth p (row_z1 R) [])) by lia.
    destruct (table_number_entry q1 _ V) as [_ E]. specialize (E _ K). rewrite N2Nat.id in E. split; [exact E|].
    unfold z1_value. apply V. now apply nth_In.
  Qed.

  (** What is said ahead of the rows: e of the tables and d of the positions *)
  Definition said_ahead (w0 z : N) : list N :=
    map (fun p => tr 1 3 2 (context w0 0 p z)) (seq 0 NP) ++ map (fun a => tr 1 3 1 (context w0 a 0 z)) (seq 0 NJ).

  Lemma fits_width t j i x k : 1 <= t <= 2 -> i < j <= 3 -> i < 2 -> k = c -> (tr t j i x < 2 ^ k)%N.
  Proof. intros Ht Hj Hi ->. rewrite <- Hc, <- (width_low I m n q1 q2 two t j i Hi). now apply (said_fits I m n q1 q2 two A). Qed.

  Lemma ahead_few w0 : atmost zs (said_ahead w0) (2 ^ (c * ahead m R)).
  Proof.
    replace (2 ^ (c * ahead m R))%N with (product (repeat (2 ^ (c * m))%N NP ++ repeat (2 ^ c)%N NJ)).
    2: { rewrite product_app, !product_repeat, <- !N.pow_mul_r, <- N.pow_add_r. f_equal. unfold ahead, NP, NJ. lia. }
    apply atmost_lists. intros z _. apply Forall2_app.
    - assert (G : forall l, length l = NP -> Forall2 (fun b v => (v < b)%N) (repeat (2 ^ (c * m))%N NP) (map (fun p => tr 1 3 2 (context w0 0 p z)) l)).
      { generalize NP as K. induction K as [|k IH]; intros [|p l] L; try discriminate; constructor; [|apply IH; now injection L].
        rewrite <- Hc, <- (width_2 I m n q1 q2 two 1 3). apply (said_fits I m n q1 q2 two A); auto; lia. }
      apply G, seq_length.
    - assert (G : forall l, length l = NJ -> Forall2 (fun b v => (v < b)%N) (repeat (2 ^ c)%N NJ) (map (fun a => tr 1 3 1 (context w0 a 0 z)) l)).
      { generalize NJ as K. induction K as [|k IH]; intros [|a l] L; try discriminate; constructor; [|apply IH; now injection L].
        apply fits_width; lia. }
      apply G, seq_length.
  Qed.

  Lemma ahead_same w0 z z' : In w0 ws -> In z zs -> In z' zs -> said_ahead w0 z = said_ahead w0 z' -> forall w a p, In w ws -> a < NJ -> p < NP ->
    tr 1 3 2 (context w a p z) = tr 1 3 2 (context w a p z') /\ tr 1 3 1 (context w a p z) = tr 1 3 1 (context w a p z').
  Proof.
    intros Hw0 Hz Hz' Q w a p Hw Ha Hp. destruct valid_parts as (_ & J0 & P0 & _).
    destruct (same_maps _ _ _ _ _ Q) as [E2 Q']. assert (E1 := same_map _ _ _ Q'). cbv beta in E1, E2. split.
    - assert (S : forall y, In y zs -> tr 1 3 2 (context w a p y) = tr 1 3 2 (context w0 0 p y)).
      { intros y Hy. apply (first_said I m n q1 q2 two A tr sol); auto using context_in; lia. }
      rewrite (S z Hz), (S z' Hz'). apply E2, in_seq. lia.
    - assert (S : forall y, In y zs -> tr 1 3 1 (context w a p y) = tr 1 3 1 (context w0 a 0 y)).
      { intros y Hy. apply (first_said I m n q1 q2 two A tr sol); auto using context_in; lia. }
      rewrite (S z Hz), (S z' Hz'). apply E1, in_seq. lia.
  Qed.

  (** ** One row *)

  Definition row_at (w z : N) : list N := map (fun i => entry q2 z (w * q1 + i)) (map N.of_nat (seq 0 (N.to_nat q1))).
  Definition left_out (parts : list part) : list N :=
    filter (fun i => negb (existsb (N.eqb i) (covered R parts))) (map N.of_nat (seq 0 (N.to_nat q1))).

  (** Player -1 cannot tell the contexts of a part apart by what the control says of them (for any z_2: it does not matter). *)
  Definition looks_alike (w : N) (parts : list part) : Prop := forall u, In u parts ->
    (forall p p' z z', In p (part_tables u) -> In p' (part_tables u) -> In z zs -> In z' zs -> tr 1 2 0 (context w 0 p z) = tr 1 2 0 (context w 0 p' z')) /\
    (forall a a' z z', In a (part_positions u) -> In a' (part_positions u) -> In z zs -> In z' zs -> tr 1 1 0 (context w a 0 z) = tr 1 1 0 (context w a' 0 z')).

  Lemma some_template w z0 : In w ws -> In z0 zs -> exists T, In T (templates R) /\ looks_alike w T.
  Proof.
    intros Hw Hz0. destruct valid_parts as (_ & J0 & P0 & _ & VP & F & _). unfold always_fits in F.
    set (g := fun p => tr 1 2 0 (context w 0 p z0)). set (h := fun a => tr 1 1 0 (context w a 0 z0)).
    assert (Fin : forall cs ds vs vs', stands_for (2 ^ c) g vs cs -> stands_for (2 ^ c) h vs' ds ->
      some (fits cs ds) (templates R) = true -> exists T, In T (templates R) /\ looks_alike w T).
    { intros cs ds vs vs' S S' E. rewrite some_existsb in E. apply existsb_exists in E as (T & HT & E). exists T. split; auto. intros u Hu.
      unfold fits in E. rewrite every_forallb, forallb_forall in E. specialize (E u Hu).
      destruct (alike cs (part_tables u)) eqn:E1; [|discriminate]. rename E into E2.
      specialize (VP T u HT Hu). unfold part_ok in VP. rewrite !andb_true_iff, !forallb_forall in VP.
      destruct VP as [[[R1 R2] _] _]. split.
      - intros p p' z z' Hp Hp' Hz Hz'. assert (B := R1 p Hp). assert (B' := R1 p' Hp'). apply Nat.ltb_lt in B, B'.
        rewrite (first_said I m n q1 q2 two A tr sol 2 0 (context w 0 p z) (context w 0 p z0)) by (auto using context_in; lia).
        rewrite (first_said I m n q1 q2 two A tr sol 2 0 (context w 0 p' z') (context w 0 p' z0)) by (auto using context_in; lia).
        exact (alike_spec _ g vs cs _ S E1 p p' Hp Hp').
      - intros a a' z z' Ha Ha' Hz Hz'. assert (B := R2 a Ha). assert (B' := R2 a' Ha'). apply Nat.ltb_lt in B, B'.
        rewrite (first_said I m n q1 q2 two A tr sol 1 0 (context w a 0 z) (context w a 0 z0)) by (auto using context_in; lia).
        rewrite (first_said I m n q1 q2 two A tr sol 1 0 (context w a' 0 z') (context w a' 0 z0)) by (auto using context_in; lia).
        exact (alike_spec _ h vs' ds _ S' E2 a a' Ha Ha'). }
    destruct (every_colouring_spec _ g _ _ _ _ _ [] F eq_refl (stands_for_nil _ g)) as (cs & vs & S & [E|E]).
    { intros i _. apply fits_width; lia. }
    { exact (Fin cs [] vs [] S (stands_for_nil _ h) E). }
    destruct (every_colouring_spec _ h _ _ _ _ _ [] E eq_refl (stands_for_nil _ h)) as (ds & vs' & S' & [E'|E']).
    { intros i _. apply fits_width; lia. }
    { exact (Fin cs ds vs vs' S S' E'). }
    discriminate.
  Qed.

  (** For each part one b2, in its first context *)
  Definition b2_of (w : N) (u : part) (z : N) : N := tr 2 3 0 (context w (hd 0 (part_positions u)) (hd 0 (part_tables u)) z).
  Definition row_code (w : N) (parts : list part) (z : N) : list N :=
    tr 1 3 0 (context w 0 0 z) :: map (fun u => b2_of w u z) parts ++ map (fun i => entry q2 z (w * q1 + i)) (left_out parts).

  Lemma row_follows w0 w T z z' : In w0 ws -> In w ws -> In T (templates R) -> looks_alike w T -> In z zs -> In z' zs -> said_ahead w0 z = said_ahead w0 z' ->
    row_code w T z = row_code w T z' -> row_at w z = row_at w z'.
  Proof.
    intros Hw0 Hw HT LA Hz Hz' Y Q. unfold row_code in Q. injection Q as A2 Q.
    destruct valid_parts as (V1 & J0 & P0 & V4 & VP & _).
    destruct (same_maps _ _ _ _ _ Q) as [Q2 Q']. assert (Q3 := same_map _ _ _ Q'). cbv beta in Q2, Q3.
    apply map_ext_in. intros i Hi. destruct (existsb (N.eqb i) (covered R T)) eqn:C.
    2: { apply Q3, filter_In. rewrite C. auto. }
    apply existsb_exists in C as (v & Hv & E). apply N.eqb_eq in E. subst v. apply nodup_In, in_flat_map in Hv as (u & Hu & Hv).
    apply in_flat_map in Hv as (p & Hp & Hv). apply in_map_iff in Hv as (a & Ev & Ha).
    assert (OK := VP T u HT Hu). unfold part_ok in OK. rewrite !andb_true_iff, !forallb_forall in OK.
    destruct OK as [[[R1 R2] R3] R4]. destruct (LA u Hu) as [L1 L2].
    assert (Lp : p < NP) by (apply Nat.ltb_lt; auto). assert (La : a < NJ) by (apply Nat.ltb_lt; auto).
    destruct (part_tables u) as [|p0 ps] eqn:EP; [discriminate|]. destruct (part_positions u) as [|a0 as_] eqn:EA; [discriminate|].
    assert (Lp0 : p0 < NP) by (apply Nat.ltb_lt, R1; now left). assert (La0 : a0 < NJ) by (apply Nat.ltb_lt, R2; now left).
    destruct (shows p a La Lp) as [E _]. rewrite Ev in E.
    assert (G : answer (the_task I) (context w a p z) = answer (the_task I) (context w a p z')).
    { destruct (ahead_same w0 z z' Hw0 Hz Hz' Y w a p Hw La Lp) as [E2 E1].
      assert (S : forall y, In y zs -> tr 2 3 0 (context w a p y) = b2_of w u y).
      { intros y Hy. unfold b2_of. rewrite EP, EA. cbn [hd].
        apply (one_b2 I m n q1 q2 two A tr sol); try (apply context_in; auto).
        - change (tr 1 1 0 (context w a p y) = tr 1 1 0 (context w a0 p0 y)).
          rewrite (first_said I m n q1 q2 two A tr sol 1 0 (context w a p y) (context w a 0 y)) by (auto using context_in; lia).
          rewrite (first_said I m n q1 q2 two A tr sol 1 0 (context w a0 p0 y) (context w a0 0 y)) by (auto using context_in; lia).
          apply L2; auto. now left.
        - change (tr 1 2 0 (context w a p y) = tr 1 2 0 (context w a0 p0 y)).
          rewrite (first_said I m n q1 q2 two A tr sol 2 0 (context w a p y) (context w 0 p y)) by (auto using context_in; lia).
          rewrite (first_said I m n q1 q2 two A tr sol 2 0 (context w a0 p0 y) (context w 0 p0 y)) by (auto using context_in; lia).
          apply L1; auto. now left. }
      assert (S' : forall y, In y zs -> tr 1 3 0 (context w a p y) = tr 1 3 0 (context w 0 0 y)).
      { intros y Hy. apply (first_said I m n q1 q2 two A tr sol); auto using context_in; lia. }
      apply (same_answer I m n q1 q2 two A tr sol); try (apply context_in; auto); auto.
      - change (tr 1 3 0 (context w a p z) = tr 1 3 0 (context w a p z')). rewrite (S' z Hz), (S' z' Hz'). exact A2.
      - change (tr 2 3 0 (context w a p z) = tr 2 3 0 (context w a p z')). rewrite (S z Hz), (S z' Hz'). now apply Q2. }
    unfold context in G. rewrite !(answer_at I m n q1 q2 two), E, (N.mod_small w n) in G by auto. exact G.
  Qed.

  Lemma row_few w0 w T l : In w0 ws -> In w ws -> In T (templates R) -> looks_alike w T -> incl l zs ->
    (forall z z', In z l -> In z' l -> said_ahead w0 z = said_ahead w0 z') ->
    atmost l (row_at w) (2 ^ (c * units T) * q2 ^ N.of_nat (length (left_out T))).
  Proof.
    intros Hw0 Hw HT LA Hl Y. apply (atmost_follows _ _ _ l _ (row_code w T)).
    { intros z z' Hz Hz'. apply (row_follows w0); auto. }
    replace (2 ^ (c * units T) * q2 ^ N.of_nat (length (left_out T)))%N
      with (product ((2 ^ c)%N :: repeat (2 ^ c)%N (length T) ++ repeat q2 (length (left_out T)))).
    2: { cbn [product]. rewrite product_app, !product_repeat, <- N.pow_mul_r, N.mul_assoc, <- N.pow_add_r. f_equal. f_equal. unfold units. lia. }
    destruct valid_parts as (_ & _ & _ & _ & _ & _ & Hq).
    apply atmost_lists. intros z Hz. constructor; [apply fits_width; lia|]. apply Forall2_app.
    - assert (G : forall us, Forall2 (fun b v => (v < b)%N) (repeat (2 ^ c)%N (length us)) (map (fun u => b2_of w u z) us)).
      { induction us as [|u us IH]; simpl; constructor; auto. apply fits_width; lia. }
      apply G.
    - clear -Hq. induction (left_out T) as [|i lo IH]; simpl; constructor; auto. apply N.mod_lt. lia.
  Qed.

  Lemma left_out_count T : In T (templates R) -> (N.of_nat (length (left_out T)) + N.of_nat (length (covered R T)) <= q1)%N.
  Proof.
    intros HT. destruct valid_parts as (_ & _ & _ & _ & VP & _). unfold left_out. set (range := map N.of_nat (seq 0 (N.to_nat q1))).
    assert (L : length range = N.to_nat q1) by (unfold range; now rewrite map_length, seq_length).
    rewrite (length_parts _ (fun i => existsb (N.eqb i) (covered R T)) range) in L.
    assert (length (covered R T) <= length (filter (fun i => existsb (N.eqb i) (covered R T)) range)); [|lia].
    apply NoDup_incl_length; [apply NoDup_nodup|]. intros v Hv. apply filter_In. split.
    - apply nodup_In, in_flat_map in Hv as (u & Hu & Hv). apply in_flat_map in Hv as (p & Hp & Hv). apply in_map_iff in Hv as (a & <- & Ha).
      assert (OK := VP T u HT Hu). unfold part_ok in OK. rewrite !andb_true_iff, !forallb_forall in OK. destruct OK as [[[R1 R2] _] _].
      destruct (shows p a) as [_ B]; [now apply Nat.ltb_lt, R2|now apply Nat.ltb_lt, R1|].
      apply in_map_iff. exists (N.to_nat (z1_value R p a)). split; [apply N2Nat.id|]. apply in_seq. lia.
    - apply existsb_exists. exists v. split; auto. apply N.eqb_refl.
  Qed.

  Theorem rows_refute k : N.of_nat (length ws) = k -> (0 < k)%N -> forallb (refutes m q2 c R k) (templates R) = true ->
    NoDup (map (fun z => map (fun w => row_at w z) ws) zs) -> N.of_nat (length zs) = (q2 ^ (k * q1))%N -> False.
  Proof.
    intros Hk K0 F D Z. destruct valid_parts as (_ & _ & _ & _ & _ & _ & Hq).
    destruct ws as [|w0 ws'] eqn:EW; [simpl in Hk; lia|]. rewrite <- EW in *.
    assert (Hw0 : In w0 ws) by (rewrite EW; now left). clear EW ws'.
    assert (Z0 : exists z0, In z0 zs).
    { destruct zs as [|z0 l]; [|exists z0; now left]. simpl in Z. symmetry in Z. apply N.pow_eq_0_iff in Z. lia. }
    destruct Z0 as (z0 & Hz0).
    assert (U : exists us, map fst us = ws /\ forall u, In u us -> In (fst u) ws /\ In (snd u) (templates R) /\ looks_alike (fst u) (snd u)).
    { assert (G : forall l, incl l ws -> exists us, map fst us = l /\ forall u, In u us -> In (fst u) ws /\ In (snd u) (templates R) /\ looks_alike (fst u) (snd u)).
      { induction l as [|w l IH]; intros Hl; [exists []; split; auto; intros u []|].
        destruct IH as (us & E & H); [intros x Hx; apply Hl; now right|].
        destruct (some_template w z0) as (T & HT & LA); [apply Hl; now left|auto|].
        exists ((w, T) :: us). split; [simpl; now rewrite E|]. intros u [<-|Hu]; auto. simpl. split; [apply Hl; now left|split; auto]. }
      apply G, incl_refl. }
    destruct U as (us & EU & HU).
    set (g := fun u : N * list part => (2 ^ (c * units (snd u)))%N). set (h := fun u : N * list part => (q2 ^ N.of_nat (length (covered R (snd u))))%N).
    set (r := fun u : N * list part => (q2 ^ N.of_nat (length (left_out (snd u))))%N). set (Y := (2 ^ (c * ahead m R))%N).
    assert (B : atmost zs (fun z => map (fun w => row_at w z) ws) (Y * product (map (fun u => g u * r u)%N us))).
    { apply (atmost_follows _ _ _ zs _ (fun z => (said_ahead w0 z, map (fun u : N * list part => row_at (fst u) z) us))).
      { intros z z' _ _ E. injection E as _ E. rewrite <- EU, !map_map. exact E. }
      apply (atmost_pair _ _ _ (list_eq_dec N.eq_dec)); [apply ahead_few|]. intros z Hz. set (l := filter _ zs).
      assert (Hl : forall y, In y l -> In y zs /\ said_ahead w0 y = said_ahead w0 z).
      { intros y Hy. apply filter_In in Hy as [Hy E]. destruct (list_eq_dec _ _ _); [auto|discriminate]. }
      apply (atmost_several _ _ _ (list_eq_dec N.eq_dec) l (fun u : N * list part => row_at (fst u))).
      intros u Hu. destruct (HU u Hu) as (H1 & H2 & H3). apply (row_few w0); auto.
      - intros y Hy. now apply Hl.
      - intros y y' Hy Hy'. apply Hl in Hy as [_ ->], Hy' as [_ ->]. reflexivity. }
    specialize (B zs (incl_refl zs) D). rewrite Z in B.
    assert (M : (Y * product (map g us) < product (map h us))%N).
    { assert (Q := mixture Y k (map (fun u => (g u, h u)) us)). rewrite !map_map in Q. cbn [fst snd] in Q. apply Q; auto.
      - rewrite map_length, <- (map_length fst us), EU. exact Hk.
      - intros p Hp. apply in_map_iff in Hp as (u & <- & Hu). cbn [fst snd]. destruct (HU u Hu) as (_ & HT & _).
        rewrite forallb_forall in F. specialize (F _ HT). unfold refutes in F. apply N.ltb_lt in F. unfold Y, g, h.
        rewrite <- !N.pow_mul_r, <- N.pow_add_r. eapply N.le_lt_trans; [|exact F]. apply N.pow_le_mono_r; lia. }
    assert (P1 : forall (f f' : N * list part -> N) l, product (map (fun u => f u * f' u)%N l) = (product (map f l) * product (map f' l))%N).
    { intros f f'. induction l as [|u l IH]; [reflexivity|]. cbn [map product]. rewrite IH. lia. }
    rewrite P1 in B.
    assert (P2 : (product (map h us) * product (map r us) <= q2 ^ (k * q1))%N).
    { rewrite <- P1. rewrite <- Hk, <- EU, map_length. assert (LC := left_out_count). clear -HU Hq LC. induction us as [|u us IH]; [simpl; lia|]. cbn [map product length].
      rewrite Nat2N.inj_succ, N.mul_succ_l, N.pow_add_r, (N.mul_comm (q2 ^ _) (q2 ^ q1)). apply N.mul_le_mono; [|apply IH; intros v Hv; apply HU; now right].
      unfold h, r. rewrite <- N.pow_add_r. apply N.pow_le_mono_r; [lia|]. destruct (HU u (or_introl eq_refl)) as (_ & HT & _).
      pose proof (LC _ HT). lia. }
    assert (P3 : (0 < product (map r us))%N).
    { clear -Hq. induction us as [|u us IH]; [simpl; lia|]. cbn [map product]. apply N.mul_pos_pos; auto. apply N.neq_0_lt_0, N.pow_nonzero. lia. }
    assert (Q : (Y * product (map g us) * product (map r us) < product (map h us) * product (map r us))%N) by (apply N.mul_lt_mono_pos_r; auto).
    lia.
  Qed.
End Sound.
