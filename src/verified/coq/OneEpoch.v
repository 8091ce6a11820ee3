(** One epoch is too little for an encoder, and with one thought: what the last player says does not tell its table. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model Order AtMost CountingCheck RowsCheck OneStep Scheme Thoughts.
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
    match M with Encoder => 2 ^ c <? q ^ m | Chain 1 _ => 2 ^ (c * (1 + m)) <? q ^ m | _ => false end
  | Task m [n] [q1; q2] => (0 <? m) && (0 <? n) && (0 <? q1) && (0 <? q2) &&
    match M with Encoder => 2 ^ c <? q2 ^ q1 | Chain 1 _ => 2 ^ (c * (1 + q1)) <? q2 ^ q1 | _ => false end
  | _ => false
  end.

Theorem check_one_epoch_sound M I : check_one_epoch M I = true -> ~ realizable_with M I.
Proof.
  unfold check_one_epoch. rewrite !andb_true_iff, !Nat.eqb_eq. intros [[[E O] U] H] R.
  apply unrestricted_with in R; auto; [|destruct (overrides I); [reflexivity|discriminate]]. rewrite E in R. destruct R as (P & think & S).
  destruct (the_task I) as [m [|n [|]] [|q1 [|q2 [|]]]]; try discriminate; rewrite ?andb_true_iff, ?N.ltb_lt in H.
  - destruct H as [Q H]. destruct M as [| |[|[|k]] b]; try discriminate; rewrite N.ltb_lt in H.
    + assert (B := encoder_one_step _ m q1 _ P think S Q eq_refl). lia.
    + assert (B := thought_one_step _ m q1 _ P think S Q b eq_refl). lia.
  - destruct H as [[[[Hm Hn] H1] H2] H]. destruct M as [| |[|[|k]] b]; try discriminate; rewrite N.ltb_lt in H.
    + assert (B := encoder_two_steps _ m n q1 q2 _ P think S Hm Hn H1 H2 eq_refl). lia.
    + assert (B := thought_two_steps _ m n q1 q2 _ P think S Hm Hn H1 H2 b eq_refl). lia.
Qed.
