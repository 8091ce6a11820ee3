(** The inequality between the arithmetic and the geometric mean, and Hölder's, for natural numbers and without roots. *)
From Coq Require Import List NArith ZArith Arith Lia Bool.
From Arcsat Require Import AtMost.
Import ListNotations.

Lemma bernoulli k : forall p d : Z, (0 <= p -> 0 <= p + d -> p ^ Z.of_nat k * (p + (Z.of_nat k + 1) * d) <= (p + d) ^ (Z.of_nat k + 1))%Z.
Proof.
  induction k as [|k IH]; intros p d Hp Hd.
  - change (Z.of_nat 0) with 0%Z. rewrite Z.pow_0_r, Z.pow_1_r. lia.
  - specialize (IH p d Hp Hd). rewrite Nat2Z.inj_succ, <- Z.add_1_r. set (z := Z.of_nat k) in *. assert (0 <= z)%Z by (unfold z; lia). clearbody z.
    rewrite (Z.pow_add_r (p + d) (z + 1) 1), Z.pow_1_r by lia. rewrite (Z.pow_add_r p z 1), Z.pow_1_r by lia.
    assert (P : (0 <= p ^ z)%Z) by (apply Z.pow_nonneg; lia). set (P1 := (p ^ z)%Z) in *. set (P2 := ((p + d) ^ (z + 1))%Z) in *. clearbody P1 P2.
    apply Z.le_trans with (P1 * (p + (z + 1) * d) * (p + d))%Z; [|nia].
    assert (E : (P1 * (p + (z + 1) * d) * (p + d) = P1 * p * (p + (z + 1 + 1) * d) + P1 * ((z + 1) * (d * d)))%Z) by ring.
    rewrite E. assert (0 <= P1 * ((z + 1) * (d * d)))%Z; [|lia]. apply Z.mul_nonneg_nonneg; [lia|]. apply Z.mul_nonneg_nonneg; [lia|]. apply Z.square_nonneg.
Qed.

(** One number more, n of them having the sum s *)
Lemma one_more n a s : (0 < n)%N -> ((n + 1) ^ (n + 1) * (a * s ^ n) <= n ^ n * (s + a) ^ (n + 1))%N.
Proof.
  intros Hn. apply N.mul_le_mono_pos_l with n; [exact Hn|].
  replace (n * (n ^ n * (s + a) ^ (n + 1)))%N with ((n * (s + a)) ^ (n + 1))%N by (rewrite N.pow_mul_l, !(N.add_1_r n), !N.pow_succ_r'; ring).
  replace (n * ((n + 1) ^ (n + 1) * (a * s ^ n)))%N with (((n + 1) * s) ^ n * ((n + 1) * (n * a)))%N by (rewrite N.pow_mul_l, (N.pow_add_r (n + 1)), N.pow_1_r; ring).
  apply N2Z.inj_le. assert (B := bernoulli (N.to_nat n) (Z.of_N ((n + 1) * s)) (Z.of_N (n * a) - Z.of_N s) ltac:(lia) ltac:(lia)).
  rewrite N_nat_Z in B. rewrite N2Z.inj_mul, !N2Z.inj_pow.
  replace (Z.of_N ((n + 1) * s) + (Z.of_N (n * a) - Z.of_N s))%Z with (Z.of_N (n * (s + a))) in B by lia.
  replace (Z.of_N ((n + 1) * s) + (Z.of_N n + 1) * (Z.of_N (n * a) - Z.of_N s))%Z with (Z.of_N ((n + 1) * (n * a))) in B by lia.
  replace (Z.of_N (n + 1)) with (Z.of_N n + 1)%Z by lia. exact B.
Qed.

Theorem means l : (N.of_nat (length l) ^ N.of_nat (length l) * product l <= total l ^ N.of_nat (length l))%N.
Proof.
  induction l as [|a l IH]; [cbn; lia|]. cbn [product]. change (total (a :: l)) with (a + total l)%N. cbn [length]. rewrite Nat2N.inj_succ, <- N.add_1_r.
  destruct l as [|b l].
  - cbn [length product]. change (N.of_nat 0) with 0%N. change (total []) with 0%N. rewrite N.add_0_l, N.pow_1_r, N.pow_1_r. lia.
  - set (n := N.of_nat (length (b :: l))) in *. assert (Hn : (0 < n)%N) by (unfold n; cbn [length]; lia). set (s := total (b :: l)) in *. set (P := product (b :: l)) in *.
    assert (M := one_more n a s Hn). assert (Pn : (0 < n ^ n)%N) by (apply N.neq_0_lt_0, N.pow_nonzero; lia). clearbody n s P.
    apply N.mul_le_mono_pos_l with (n ^ n)%N; [exact Pn|]. rewrite (N.add_comm a s). eapply N.le_trans; [|exact M].
    replace (n ^ n * ((n + 1) ^ (n + 1) * (a * P)))%N with ((n + 1) ^ (n + 1) * a * (n ^ n * P))%N by ring.
    replace ((n + 1) ^ (n + 1) * (a * s ^ n))%N with ((n + 1) ^ (n + 1) * a * s ^ n)%N by ring. now apply N.mul_le_mono_l.
Qed.

Lemma product_mul {A} (f g : A -> N) l : product (map (fun x => f x * g x)%N l) = (product (map f l) * product (map g l))%N.
Proof. induction l as [|x l IH]; [reflexivity|]. cbn [map product]. rewrite IH. lia. Qed.
Lemma product_constant {A} n (l : list A) : product (map (fun _ => n) l) = (n ^ N.of_nat (length l))%N.
Proof. induction l as [|x l IH]; [reflexivity|]. cbn [map product length]. rewrite IH, Nat2N.inj_succ, N.pow_succ_r'. reflexivity. Qed.
Lemma product_divides l a : In a l -> N.divide a (product l).
Proof.
  induction l as [|b l IH]; [intros []|]. intros [->|H]; cbn [product]; [apply N.divide_factor_l|]. apply N.divide_mul_r. auto.
Qed.
Lemma product_le {A} (f g : A -> N) l : (forall x, In x l -> (f x <= g x)%N) -> (product (map f l) <= product (map g l))%N.
Proof.
  induction l as [|x l IH]; intros H; [reflexivity|]. cbn [map product]. apply N.mul_le_mono; [apply H; now left|]. apply IH. intros; apply H; now right.
Qed.

(** Geometric means add up to no more than that of the sums. *)
Lemma means_of_sums (l : list (N * N)) K x y : l <> [] -> let D := N.of_nat (length l) in
  (x ^ D <= K * product (map fst l))%N -> (y ^ D <= K * product (map snd l))%N ->
  ((x + y) ^ D <= K * product (map (fun p => fst p + snd p) l))%N.
Proof.
  intros Hl D Hx Hy. assert (HD : (0 < D)%N) by (unfold D; destruct l; [congruence|cbn [length]; lia]).
  set (sum := fun p : N * N => (fst p + snd p)%N). set (S := product (map sum l)).
  assert (In0 : forall p, In p l -> sum p = 0%N -> product (map fst l) = 0%N /\ product (map snd l) = 0%N).
  { intros p Hp E. unfold sum in E. assert (F : forall g : N * N -> N, g p = 0%N -> product (map g l) = 0%N).
    { intros g G. apply (in_map g) in Hp. apply product_divides in Hp. rewrite G in Hp. now apply N.divide_0_l. }
    split; apply F; lia. }
  destruct (N.eq_dec S 0) as [S0|S0].
  - assert (Z : exists p, In p l /\ sum p = 0%N).
    { unfold S in S0. clear -S0. induction l as [|p l IH]; [discriminate|]. cbn [map product] in S0. apply N.mul_eq_0 in S0 as [S0|S0]; [exists p; simpl; auto|].
      destruct (IH S0) as (p' & H & E). exists p'. simpl. auto. }
    destruct Z as (p & Hp & E). destruct (In0 p Hp E) as [Ea Eb]. rewrite Ea in Hx. rewrite Eb in Hy.
    assert (Zero : forall z, (z ^ D <= K * 0)%N -> z = 0%N).
    { intros z Hz. destruct (N.eq_dec z 0); auto. assert (z ^ D <> 0)%N by (apply N.pow_nonzero; auto). lia. }
    rewrite (Zero x Hx), (Zero y Hy), N.pow_0_l by lia. lia.
  - set (share := fun (g : N * N -> N) (p : N * N) => (g p * (S / sum p))%N).
    assert (Div : forall p, In p l -> (sum p * (S / sum p) = S)%N).
    { intros p Hp. assert (H : N.divide (sum p) S) by (apply product_divides; now apply in_map). destruct H as (k & H).
      destruct (N.eq_dec (sum p) 0) as [E|E]; [rewrite E in H; lia|]. rewrite H, N.div_mul by auto. lia. }
    assert (Shares : (product (map (fun p => S / sum p)%N l) * S = S ^ D)%N).
    { unfold S at 2. rewrite <- product_mul. unfold D. rewrite <- (product_constant S l). f_equal. apply map_ext_in. intros p Hp. rewrite N.mul_comm. now apply Div. }
    assert (Both : (total (map (share fst) l) + total (map (share snd) l) = D * S)%N).
    { unfold D. clear Shares. clearbody S. clear -Div. induction l as [|p l IH]; [reflexivity|]. cbn [map length].
      change (total (?a :: ?b)) with (a + total b)%N. specialize (IH (fun p Hp => Div p (or_intror Hp))). specialize (Div p (or_introl eq_refl)).
      rewrite Nat2N.inj_succ, N.mul_succ_l, <- IH. unfold share at 1 3. unfold sum at 1 in Div. set (k := (S / sum p)%N) in *. clearbody k. lia. }
    assert (One : forall g u, (u ^ D <= K * product (map g l))%N -> ((D * u * S) ^ D <= K * S * total (map (share g) l) ^ D)%N).
    { intros g u Hu. assert (M := means (map (share g) l)). rewrite map_length in M. fold D in M. unfold share in M at 1. rewrite product_mul in M.
      rewrite !N.pow_mul_l. set (T := (total (map (share g) l) ^ D)%N) in *. rewrite <- Shares. set (Q := product (map (fun p => S / sum p)%N l)) in *.
      set (G := product (map g l)) in *. set (DD := (D ^ D)%N) in *. set (U := (u ^ D)%N) in *. clearbody T Q G DD U.
      apply N.le_trans with (DD * (K * G) * (Q * S))%N; [apply N.mul_le_mono_r; now apply N.mul_le_mono_l|].
      replace (DD * (K * G) * (Q * S))%N with (K * S * (DD * (G * Q)))%N by ring. now apply N.mul_le_mono_l. }
    specialize (One fst x Hx) as Ox. specialize (One snd y Hy) as Oy. clear One. set (al := total (map (share fst) l)) in *. set (be := total (map (share snd) l)) in *. clearbody al be.
    apply N.nlt_ge. intros Lt. fold S in Lt. set (z := (x + y)%N) in *.
    assert (Less : forall u a, ((D * u * S) ^ D <= K * S * a ^ D)%N -> (D * u * S <= z * a)%N /\ (0 < a -> D * u * S < z * a)%N).
    { intros u a H. destruct (N.eq_dec a 0) as [->|Ha].
      - rewrite N.pow_0_l in H by lia. destruct (N.eq_dec (D * u * S) 0) as [E|E]; [rewrite E; lia|]. assert ((D * u * S) ^ D <> 0)%N by (apply N.pow_nonzero; auto). lia.
      - assert (L : (D * u * S < z * a)%N); [|lia]. apply (N.pow_lt_mono_l_iff _ _ D); [lia|]. rewrite (N.pow_mul_l z a). eapply N.le_lt_trans; [exact H|].
        apply N.mul_lt_mono_pos_r; auto. apply N.neq_0_lt_0, N.pow_nonzero. exact Ha. }
    destruct (Less x al Ox) as [L1 L2], (Less y be Oy) as [L3 L4].
    assert (E : (D * x * S + D * y * S = z * al + z * be)%N).
    { rewrite <- N.mul_add_distr_l, Both. unfold z. ring. }
    apply (N.lt_irrefl (D * x * S + D * y * S)). rewrite E at 2. destruct (N.eq_dec al 0) as [Ha|Ha].
    + apply N.add_le_lt_mono; [exact L1|]. apply L4, N.neq_0_lt_0. intros Hb. rewrite Ha, Hb in Both. symmetry in Both.
      apply N.eq_mul_0 in Both. clear -Both HD S0. lia.
    + apply N.add_lt_le_mono; [|exact L3]. now apply L2, N.neq_0_lt_0.
Qed.

(** Hölder's inequality *)
Theorem hoelder {V J} (x : V -> N) (y : J -> V -> N) js K vs : js <> [] -> let D := N.of_nat (length js) in
  (forall v, In v vs -> (x v ^ D <= K * product (map (fun j => y j v) js))%N) ->
  (total (map x vs) ^ D <= K * product (map (fun j => total (map (y j) vs)) js))%N.
Proof.
  intros Hj D. induction vs as [|v vs IH]; intros H.
  - change (total (map x [])) with 0%N. rewrite N.pow_0_l; [lia|]. unfold D. destruct js; [congruence|discriminate].
  - cbn [map]. change (total (?a :: ?b)) with (a + total b)%N.
    assert (M := means_of_sums (map (fun j => (y j v, total (map (y j) vs))) js) K (x v) (total (map x vs))). cbv zeta in M. rewrite map_length, !map_map in M.
    cbn [fst snd] in M. apply M.
    + destruct js; [congruence|discriminate].
    + apply H. now left.
    + apply IH. intros; apply H; now right.
Qed.
