(** One epoch is too little for an encoder, and with one thought: what the last player says does not tell its table. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model Order AtMost CountingCheck RowsCheck OneStep Scheme Thoughts Tokens.
Import ListNotations.
Local Open Scope N_scope.

(** If a code of few values tells the first k entries of the tables below q^k, these are few. *)
Lemma tables_coded q k bs (code : N -> list N) : 0 < q -> (forall z, z < q ^ k -> Forall2 (fun b v => v < b) bs (code z)) ->
  (forall z z', z < q ^ k -> z' < q ^ k -> code z = code z' -> forall i, i < k -> entry q z i = entry q z' i) -> q ^ k <= product bs.
Proof.
  intros Q B H. assert (G : atmost (range (q ^ k)) (fun z => z) (product bs)).
  { apply (atmost_follows _ _ _ _ _ code).
    - intros z z' Hz Hz' E. apply range_in in Hz, Hz'. apply (entries_same q k); auto.
    - apply atmost_lists. intros z Hz. apply B. now apply range_in. }
  specialize (G (range (q ^ k)) (incl_refl _)). rewrite map_id in G. specialize (G (range_NoDup _)). unfold range in G. rewrite map_length, seq_length in G. lia.
Qed.

Section OneStep.
  Variables (M : model) (m q c : N) (P : protocol) (think : nat -> view -> N).
  Let I := one_step m q 1 c.
  Hypothesis sol : solves_with M I P think.
  Hypothesis Q : 0 < q.

  Lemma one_step_allowed k z1 : k < m -> z1 < q ^ m -> allowed I [0; k; z1].
  Proof.
    intros Hk H1. split; [reflexivity|]. split; [|intros [|p] l E'; discriminate]. intros p Hp. change (last _) with 2%nat in Hp.
    destruct p as [|[|[|p]]]; try lia; [exact N.lt_0_1|exact Hk|exact H1].
  Qed.
  Lemma one_step_room j i X Y : (i <= 2 + thoughts M)%nat -> i <> 2%nat -> In j (hears M 2%nat i) -> says P 1 j i X Y < 2 ^ c.
  Proof.
    intros Hi N2 Hin. destruct sol as [F _]. assert (R := F 1%nat j i X Y). replace (room I 1 j i) with c in R.
    - apply R; [change (epochs I) with 1%nat; lia|exact Hi|exact Hin].
    - unfold room. cbn. destruct i as [|[|[|[|i]]]]; try lia; cbn; lia.
  Qed.

  Lemma encoder_one_step : M = Encoder -> q ^ m <= 2 ^ c.
  Proof.
    intros EM. rewrite <- (N.mul_1_r (2 ^ c)). apply (tables_coded q m [2 ^ c] (fun z1 => [says P 1 2%nat 0%nat (View z1 []) (View 0 [])])); auto.
    - intros z1 _. constructor; [|constructor]. apply one_step_room; subst M; cbn; auto; lia.
    - intros z z' Hz Hz' E k Hk. injection E as E. destruct sol as (_ & _ & S). assert (One := S _ (one_step_allowed k z Hk Hz)). assert (Two := S _ (one_step_allowed k z' Hk Hz')).
      change (answer (the_task I) [0; k; z]) with (entry q z k) in One. change (answer (the_task I) [0; k; z']) with (entry q z' k) in Two.
      rewrite <- One, <- Two. f_equal. subst M. cbn -[N.pow]. now rewrite E.
  Qed.

  Lemma thought_one_step b : M = Chain 1 b -> q ^ m <= 2 ^ (c * (1 + m)).
  Proof.
    intros EM. set (heard := fun k z1 : N => View 0 [[says P 1 1%nat 0%nat (View k []) (View 0 []); says P 1 2%nat 0%nat (View z1 []) (View 0 [])]]).
    set (code := fun z1 => says P 1 2%nat 0%nat (View z1 []) (View 0 []) :: map (fun k => says P 1 2%nat 3%nat (View z1 []) (View (think 1%nat (heard k z1)) [])) (range m)).
    replace (2 ^ (c * (1 + m))) with (product (2 ^ c :: repeat (2 ^ c) (N.to_nat m))).
    2: { cbn [product]. rewrite product_repeat, N2Nat.id, <- N.pow_mul_r, <- N.pow_add_r. f_equal. lia. }
    apply (tables_coded q m _ code); auto.
    - intros z1 _. constructor; [apply one_step_room; subst M; cbn; auto; lia|].
      assert (L : length (range m) = N.to_nat m) by (unfold range; now rewrite map_length, seq_length). rewrite <- L. generalize (range m). clear L.
      induction l as [|k l IH]; [constructor|]. cbn [length repeat map]. constructor; auto. apply one_step_room; subst M; cbn; auto; lia.
    - intros z z' Hz Hz' E k Hk. unfold code in E. injection E as E1 E2. assert (E3 := Rows.same_map _ _ _ E2 k (proj2 (range_in m k) Hk)). cbv beta in E3.
      destruct sol as (_ & _ & S). assert (One := S _ (one_step_allowed k z Hk Hz)). assert (Two := S _ (one_step_allowed k z' Hk Hz')).
      change (answer (the_task I) [0; k; z]) with (entry q z k) in One. change (answer (the_task I) [0; k; z']) with (entry q z' k) in Two.
      rewrite <- One, <- Two. f_equal. subst M.
      set (thought := fun v z1 => View v [[says P 1 0%nat 3%nat (View 0 []) (View v []); says P 1 1%nat 3%nat (View k []) (View v []); says P 1 2%nat 3%nat (View z1 []) (View v [])]]).
      change (thought (think 1%nat (heard k z)) z = thought (think 1%nat (heard k z')) z').
      assert (Hh : heard k z = heard k z') by (unfold heard; now rewrite E1). rewrite Hh in *. unfold thought. now rewrite E3.
  Qed.

  (** Any number of thoughts of b bits: for each thought and each of its values, what the table says to it *)
  Lemma thoughts_one_step count b : M = Chain count (Some b) -> q ^ m <= 2 ^ (c * (1 + N.of_nat count * 2 ^ b)).
  Proof.
    intros EM. set (told := list_prod (seq 1 count) (range (2 ^ b))).
    set (code := fun z1 => says P 1 2%nat 0%nat (View z1 []) (View 0 []) :: map (fun u => says P 1 2%nat (2 + fst u)%nat (View z1 []) (View (snd u) [])) told).
    assert (Hears : forall i, (i <= 2 + count)%nat -> i <> 2%nat -> i = 0%nat \/ (2 < i)%nat -> In 2%nat (hears M 2%nat i)).
    { intros i Hi N2 [->|H]; subst M; [cbn; auto|]. cbn [hears]. rewrite (proj2 (Nat.leb_gt i 2%nat)) by exact H. apply in_seq. lia. }
    assert (Len : N.of_nat (length told) = N.of_nat count * 2 ^ b).
    { unfold told. rewrite prod_length. unfold range. rewrite map_length, !seq_length. lia. }
    replace (2 ^ (c * (1 + N.of_nat count * 2 ^ b))) with (product (2 ^ c :: repeat (2 ^ c) (length told))).
    2: { cbn [product]. rewrite product_repeat, Len, <- N.pow_mul_r, <- N.pow_add_r. f_equal. lia. }
    apply (tables_coded q m _ code); auto.
    - intros z1 _. constructor; [apply one_step_room; subst M; cbn; auto; lia|].
      assert (Hin : forall u, In u told -> (1 <= fst u <= count)%nat).
      { intros [s y] H. apply in_prod_iff in H as [H _]. apply in_seq in H. cbn [fst]. lia. }
      clear Len. revert Hin. generalize told. induction told0 as [|u l IH]; intros Hin; [constructor|]. cbn [length repeat map]. constructor.
      + assert (Hu := Hin u (or_introl eq_refl)). apply one_step_room; [subst M; cbn [thoughts]; lia|lia|apply Hears; lia].
      + apply IH. intros v Hv. apply Hin. now right.
    - intros z z' Hz Hz' E k Hk. unfold code in E. injection E as E1 E2. assert (E3 := Rows.same_map _ _ _ E2).
      destruct sol as (_ & Th & S). assert (One := S _ (one_step_allowed k z Hk Hz)). assert (Two := S _ (one_step_allowed k z' Hk Hz')).
      change (answer (the_task I) [0; k; z]) with (entry q z k) in One. change (answer (the_task I) [0; k; z']) with (entry q z' k) in Two.
      rewrite <- One, <- Two. f_equal. change (last (the_task I)) with 2%nat. change (epochs I) with 1%nat. subst M. unfold thinks_with in Th. cbn [thoughts].
      set (hear := hears (Chain count (Some b)) 2%nat). set (H := fun z1 => holding hear 2%nat 1%nat P think [0; k; z1]).
      change (sees hear P (H z count) 1%nat (speaker 2%nat count) = sees hear P (H z' count) 1%nat (speaker 2%nat count)).
      assert (Same : forall s, (s <= count)%nat -> (forall p, p <> 2%nat -> H z s p = H z' s p) /\ (forall z1, H z1 s 2%nat = z1 /\ H z1 s 0%nat = 0) /\
        (forall p, (2 < p <= 2 + s)%nat -> H z s p < 2 ^ b) -> sees hear P (H z s) 1%nat (speaker 2%nat s) = sees hear P (H z' s) 1%nat (speaker 2%nat s)).
      { intros s Hs (A & B & C). assert (Np : speaker 2%nat s <> 2%nat) by (destruct s; cbn [speaker]; lia). cbn [sees own inbox]. rewrite (A _ Np). f_equal. f_equal.
        apply map_ext. intros j. destruct (Nat.eq_dec j 2%nat) as [->|Nj]; [|now rewrite (A j Nj)].
        rewrite !(proj1 (B _)). destruct s as [|s].
        - cbn [speaker]. now rewrite (proj2 (B z')).
        - cbn [speaker] in *. rewrite <- (A (2 + Datatypes.S s)%nat Np). apply (E3 (Datatypes.S s, H z (Datatypes.S s) (2 + Datatypes.S s)%nat)).
          apply in_prod; [apply in_seq; lia|]. apply range_in, C. lia. }
      assert (All : forall s, (s <= count)%nat -> (forall p, p <> 2%nat -> H z s p = H z' s p) /\ (forall z1, H z1 s 2%nat = z1 /\ H z1 s 0%nat = 0) /\
        (forall p, (2 < p <= 2 + s)%nat -> H z s p < 2 ^ b)).
      { induction s as [|s IH]; intros Hs.
        - split; [|split]; [|now split|intros; lia]. intros [|[|[|[|p]]]] Np; try reflexivity; lia.
        - destruct (IH ltac:(lia)) as (A & B & C). assert (Sm := Same s ltac:(lia) (conj A (conj B C))).
          assert (U : forall z1 p, H z1 (Datatypes.S s) p = if (p =? 2 + Datatypes.S s)%nat then think (Datatypes.S s) (sees hear P (H z1 s) 1%nat (speaker 2%nat s)) else H z1 s p) by reflexivity.
          split; [|split].
          + intros p Np. rewrite !U. destruct (p =? 2 + Datatypes.S s)%nat; [now rewrite Sm|now apply A].
          + intros z1. rewrite !U. cbn. apply B.
          + intros p Hp. rewrite U. destruct (Nat.eqb_spec p (2 + Datatypes.S s)) as [->|Np]; [apply Th; lia|apply C; lia]. }
      apply Same; [lia|]. apply All. lia.
  Qed.
End OneStep.

Section TwoSteps.
  Variables (M : model) (m n q1 q2 c : N) (P : protocol) (think : nat -> view -> N).
  Let I := Instance (Task m [n] [q1; q2]) 1 c [] (lists []).
  Hypothesis sol : solves_with M I P think.
  Hypothesis (Hm : 0 < m) (Hn : 0 < n) (H1 : 0 < q1) (H2 : 0 < q2).

  (** The table of z_1 that has i first, and a table z_2 of one row *)
  Lemma two_steps_allowed i z2 : i < q1 -> z2 < q2 ^ q1 -> allowed I [0; 0; i; z2].
  Proof.
    intros Hi Hz. split; [reflexivity|]. split; [|intros [|p] l E; discriminate]. intros p Hp. change (last _) with 3%nat in Hp.
    destruct p as [|[|[|[|p]]]]; try lia; unfold held; cbn [nth].
    - change (0 < n * 1). lia.
    - exact Hm.
    - change (i < q1 ^ m). eapply N.lt_le_trans; [exact Hi|]. rewrite <- (N.pow_1_r q1) at 1. apply N.pow_le_mono_r; lia.
    - change (z2 < q2 ^ (n * q1)). eapply N.lt_le_trans; [exact Hz|]. apply N.pow_le_mono_r; [lia|]. nia.
  Qed.
  Lemma two_steps_answer i z2 : i < q1 -> answer (the_task I) [0; 0; i; z2] = entry q2 z2 i.
  Proof.
    intros Hi. assert (E : entry q1 i 0 = i) by (unfold entry; rewrite N.pow_0_r, N.div_1_r; now apply N.mod_small).
    cbn -[N.modulo entry]. rewrite E, N.mod_0_l by lia. reflexivity.
  Qed.
  Lemma two_steps_room j i X Y : (i <= 3 + thoughts M)%nat -> (i = 0 \/ i = 4)%nat -> In j (hears M 3%nat i) -> says P 1 j i X Y < 2 ^ c.
  Proof.
    intros Hi Hi' Hin. destruct sol as [F _]. assert (R := F 1%nat j i X Y). replace (room I 1 j i) with c in R by (unfold room; destruct Hi' as [->| ->]; cbn; lia).
    apply R; [change (epochs I) with 1%nat; lia|exact Hi|exact Hin].
  Qed.

  Lemma encoder_two_steps : M = Encoder -> q2 ^ q1 <= 2 ^ c.
  Proof.
    intros EM. rewrite <- (N.mul_1_r (2 ^ c)). apply (tables_coded q2 q1 [2 ^ c] (fun z2 => [says P 1 3%nat 0%nat (View z2 []) (View 0 [])])); auto.
    - intros z _. constructor; [|constructor]. apply two_steps_room; subst M; cbn; auto; lia.
    - intros z z' Hz Hz' E i Hi. injection E as E. destruct sol as (_ & _ & S). assert (One := S _ (two_steps_allowed i z Hi Hz)). assert (Two := S _ (two_steps_allowed i z' Hi Hz')).
      rewrite two_steps_answer in One, Two by auto. rewrite <- One, <- Two. f_equal. subst M. cbn -[N.pow]. now rewrite E.
  Qed.

  Lemma thought_two_steps b : M = Chain 1 b -> q2 ^ q1 <= 2 ^ (c * (1 + q1)).
  Proof.
    intros EM. set (heard := fun i z2 : N => View 0 [[says P 1 1%nat 0%nat (View 0 []) (View 0 []); says P 1 2%nat 0%nat (View i []) (View 0 []); says P 1 3%nat 0%nat (View z2 []) (View 0 [])]]).
    set (code := fun z2 => says P 1 3%nat 0%nat (View z2 []) (View 0 []) :: map (fun i => says P 1 3%nat 4%nat (View z2 []) (View (think 1%nat (heard i z2)) [])) (range q1)).
    replace (2 ^ (c * (1 + q1))) with (product (2 ^ c :: repeat (2 ^ c) (N.to_nat q1))).
    2: { cbn [product]. rewrite product_repeat, N2Nat.id, <- N.pow_mul_r, <- N.pow_add_r. f_equal. lia. }
    apply (tables_coded q2 q1 _ code); auto.
    - intros z _. constructor; [apply two_steps_room; subst M; cbn; auto; lia|].
      assert (L : length (range q1) = N.to_nat q1) by (unfold range; now rewrite map_length, seq_length). rewrite <- L. generalize (range q1). clear L.
      induction l as [|k l IH]; [constructor|]. cbn [length repeat map]. constructor; auto. apply two_steps_room; subst M; cbn; auto; lia.
    - intros z z' Hz Hz' E i Hi. unfold code in E. injection E as E1 E2. assert (E3 := Rows.same_map _ _ _ E2 i (proj2 (range_in q1 i) Hi)). cbv beta in E3.
      destruct sol as (_ & _ & S). assert (One := S _ (two_steps_allowed i z Hi Hz)). assert (Two := S _ (two_steps_allowed i z' Hi Hz')).
      rewrite two_steps_answer in One, Two by auto. rewrite <- One, <- Two. f_equal. subst M.
      set (thought := fun v z2 => View v [[says P 1 0%nat 4%nat (View 0 []) (View v []); says P 1 1%nat 4%nat (View 0 []) (View v []);
        says P 1 2%nat 4%nat (View i []) (View v []); says P 1 3%nat 4%nat (View z2 []) (View v [])]]).
      change (thought (think 1%nat (heard i z)) z = thought (think 1%nat (heard i z')) z').
      assert (Hh : heard i z = heard i z') by (unfold heard; now rewrite E1). rewrite Hh in *. unfold thought. now rewrite E3.
  Qed.
End TwoSteps.

(** ** The checker: it reads no evidence but the sizes *)

Definition check_one_epoch (M : model) (I : instance) : bool :=
  let c := bits_per_token I in
  (epochs I =? 1)%nat && match overrides I with [] => true | _ => false end && unrestricted_lists (restricted I) &&
  match the_task I with
  | Task m [] [q] => (0 <? q) &&
    match M with
    | Decoder => false
    | Encoder => 2 ^ c <? q ^ m
    | Chain k bits => (k =? 1)%nat && (2 ^ (c * (1 + m)) <? q ^ m) || match bits with Some b => 2 ^ (c * (1 + N.of_nat k * 2 ^ b)) <? q ^ m | None => false end
    end
  | Task m [n] [q1; q2] => (0 <? m) && (0 <? n) && (0 <? q1) && (0 <? q2) &&
    match M with Encoder => 2 ^ c <? q2 ^ q1 | Chain 1 _ => 2 ^ (c * (1 + q1)) <? q2 ^ q1 | _ => false end
  | _ => false
  end.

Theorem check_one_epoch_sound M I : check_one_epoch M I = true -> ~ realizable_with M I.
Proof.
  unfold check_one_epoch. rewrite !andb_true_iff, !Nat.eqb_eq. intros [[[E O] U] H] R.
  apply unrestricted_with in R; auto; [|destruct (overrides I); [reflexivity|discriminate]]. rewrite E in R. destruct R as (P & think & S).
  destruct (the_task I) as [m [|n [|]] [|q1 [|q2 [|]]]]; try discriminate; rewrite ?andb_true_iff, ?N.ltb_lt in H.
  - destruct H as [Q H]. destruct M as [| |k bits]; try discriminate; rewrite ?orb_true_iff, ?andb_true_iff, ?N.ltb_lt in H.
    + assert (B := encoder_one_step _ m q1 _ P think S Q eq_refl). lia.
    + destruct H as [[K H]|H].
      * apply Nat.eqb_eq in K. subst k. assert (B := thought_one_step _ m q1 _ P think S Q bits eq_refl). lia.
      * destruct bits as [b|]; [|discriminate]. apply N.ltb_lt in H. assert (B := thoughts_one_step _ m q1 _ P think S Q k b eq_refl). lia.
  - destruct H as [[[[Hm Hn] H1] H2] H]. destruct M as [| |[|[|k]] b]; try discriminate; rewrite N.ltb_lt in H.
    + assert (B := encoder_two_steps _ m n q1 q2 _ P think S Hm Hn H1 H2 eq_refl). lia.
    + assert (B := thought_two_steps _ m n q1 q2 _ P think S Hm Hn H1 H2 b eq_refl). lia.
Qed.

(** Sums over tokens are no better than whole functions, and a decoder is no better than an encoder. *)
Definition check_tokens (M : model) (I : instance) : bool :=
  match M with
  | Decoder | Encoder => check_one_epoch Encoder I
  | Chain k bits => check_one_epoch M I || check_thoughts k bits I
  end.

Theorem check_tokens_sound M I : check_tokens M I = true -> ~ realizable_sums M I.
Proof.
  intros H R.
  assert (O : overrides I = []).
  { unfold check_tokens, check_one_epoch, check_thoughts in H. destruct (overrides I); [reflexivity|]. destruct M; rewrite ?andb_false_r in H; discriminate. }
  apply sums_are_functions in R; auto. destruct M as [| |k bits]; cbn [check_tokens] in H.
  - apply (check_one_epoch_sound _ _ H). now apply decoder_encoder, decoder_with.
  - now apply (check_one_epoch_sound _ _ H).
  - apply orb_true_iff in H as [H|H]; [now apply (check_one_epoch_sound _ _ H)|now apply (check_thoughts_sound _ _ _ H)].
Qed.

(** The definition is neither empty nor all: two values are told at once, three are not. *)
Theorem some_sums_are_realizable : realizable_sums Decoder (one_step 1 2 1 1).
Proof.
  exists (Sums_protocol (fun _ a r X Y => if (fst a =? 2)%nat && (fst r =? 0)%nat then own X mod 2 else 0) (fun X => nth 2 (hd [] (inbox X)) 0)), (fun _ _ => 0).
  cbv zeta. split; [|split; [exact Logic.I|]].
  - intros t a r X Y _. cbn [term bits_per_token one_step]. change (2 ^ 1) with 2. destruct ((fst a =? 2)%nat && (fst r =? 0)%nat); [apply N.mod_lt; lia|lia].
  - intros x (L & B & _). change (last _) with 2%nat in *. destruct x as [|w [|z0 [|z1 [|]]]]; try discriminate.
    assert (B1 := B 1%nat ltac:(lia)). change (z0 < 1) in B1. assert (z0 = 0) as -> by lia.
    cbn -[N.modulo N.lxor entry]. change (map N.of_nat (seq 0 (Pos.to_nat 1))) with [0]. cbn -[N.modulo N.lxor entry]. rewrite N.lxor_0_r. unfold entry. apply N.mod_mod. lia.
Qed.
Theorem some_sums_are_not : ~ realizable_sums Decoder (one_step 1 3 1 1).
Proof. apply check_tokens_sound. vm_compute. reflexivity. Qed.
