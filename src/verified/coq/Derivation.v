(** Derivations: an instance is at least as hard as one with wider messages, and as the one without its last step. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model Order CountingCheck.
Import ListNotations.
Local Open Scope N_scope.

(** ** A last step that passes on what it is asked for *)

Lemma compose_appended n' q' z : forall ns q0 qs w i zs, length ns = length qs -> length qs = length zs ->
  compose (ns ++ [n']) q0 (qs ++ [q']) w i (zs ++ [z]) =
  entry q' z ((w / fold_right N.mul 1 ns) mod n' * List.last (q0 :: qs) 0 + compose ns q0 qs w i zs).
Proof.
  induction ns as [|n ns IH]; intros q0 [|q1 qs] w i [|z1 zs] L1 L2; simpl in L1, L2; try lia.
  - cbn [app compose fold_right List.last]. now rewrite N.div_1_r.
  - cbn [app compose]. rewrite IH by lia. cbn [fold_right]. f_equal. f_equal. f_equal. f_equal.
    assert (Z : forall a, a / 0 = 0) by (intros [|a]; reflexivity).
    destruct (N.eq_dec (fold_right N.mul 1 ns) 0) as [->|E]; [now rewrite N.mul_0_r, !Z|].
    destruct (N.eq_dec n 0) as [->|Hn]; [now rewrite N.mul_0_l, !Z, N.div_0_l|]. now rewrite N.div_div.
Qed.

Lemma compose_below : forall ns q0 qs w i zs, i < q0 -> Forall (fun q => 0 < q) qs -> length ns = length qs -> length qs = length zs ->
  compose ns q0 qs w i zs < List.last (q0 :: qs) 0.
Proof.
  induction ns as [|n ns IH]; intros q0 [|q1 qs] w i [|z1 zs] Hi Q L1 L2; simpl in L1, L2; try lia; [exact Hi|].
  inversion_clear Q. cbn [compose]. change (List.last (q0 :: q1 :: qs) 0) with (List.last (q1 :: qs) 0). apply IH; auto; try lia.
  unfold entry. apply N.mod_lt. lia.
Qed.

Section Appended.
  Variables (m n' q' c c' : N) (ns : list N) (q1 : N) (qs : list N) (E : nat) (r : restriction).
  Let q_last := List.last (q1 :: qs) 0.
  Let I := Instance (Task m ns (q1 :: qs)) E c [] r.
  Let I' := Instance (Task m (ns ++ [n']) (q1 :: qs ++ [q'])) E c [] (lists []).
  Hypothesis shape : length ns = length qs.
  Hypothesis queries : 0 < n'.
  Hypothesis ranges : Forall (fun q => 0 < q) (q1 :: qs).
  Hypothesis room : q_last <= q'.
  Variable z : N.      (* the table that passes i on, whatever the query *)
  Hypothesis z_below : z < q' ^ (n' * q_last).
  Hypothesis z_passes : forall i, i < q_last -> entry q' z i = i.
  Variable P : protocol.
  Hypothesis sol : solves I' P.
  Let lst := last (the_task I).

  Fixpoint filled (i : player) (own_z : N) (heard : list (list N)) : view :=
    match heard with
    | [] => View own_z []
    | l :: heard => let X := filled i own_z heard in
      View (own X) ((l ++ [says P (S (length heard)) (S lst) i (View z (repeat [] (length heard))) X]) :: inbox X)
    end.
  Definition fill (i : player) (X : view) : view := filled i (own X) (inbox X).
  Definition shorter : protocol := Protocol (fun t j i X Y => says P t j i (fill j X) (fill i Y)) (fun X => output P (fill 0%nat X)).

  Lemma last_hears x t : held x (S lst) = z -> knows (S lst) P x t (S lst) = View z (repeat [] t).
  Proof. intros H. induction t as [|t IH]; cbn [knows]; [now rewrite H|]. rewrite IH. unfold senders. now rewrite Nat.sub_diag. Qed.
  Lemma heard_times x t p : length (inbox (knows lst shorter x t p)) = t.
  Proof. induction t as [|t IH]; [reflexivity|]. cbn [knows inbox length]. now rewrite IH. Qed.

  Lemma fill_knows x t : length x = S lst -> forall p, (p <= lst)%nat -> fill p (knows lst shorter x t p) = knows (S lst) P (x ++ [z]) t p.
  Proof.
    intros L. induction t as [|t IH]; intros p Hp.
    - unfold fill. cbn [knows own inbox filled]. f_equal. unfold held. now rewrite app_nth1 by lia.
    - cbn [knows]. unfold fill. cbn [own inbox filled]. rewrite heard_times. fold (fill p (knows lst shorter x t p)). rewrite IH by exact Hp. f_equal. f_equal.
      unfold senders. rewrite Nat.sub_succ_l, seq_S, map_app by lia. f_equal.
      + apply map_ext_in. intros j Hj. apply in_seq in Hj. cbn [says shorter]. now rewrite !IH by lia.
      + cbn [map]. replace (S p + (lst - p))%nat with (S lst) by lia. rewrite (last_hears (x ++ [z])); [reflexivity|].
        unfold held. rewrite app_nth2, L, Nat.sub_diag by lia. reflexivity.
  Qed.

  Lemma positions_same l : (l <= length (q1 :: qs))%nat -> positions (the_task I') l = positions (the_task I) l.
  Proof.
    intros H. destruct l as [|[|k]]; try reflexivity. unfold positions, I, I'. cbn [the_task n q]. simpl in H.
    change (q1 :: qs ++ [q']) with ((q1 :: qs) ++ [q']). rewrite !app_nth1 by (simpl; lia). reflexivity.
  Qed.

  Lemma last_steps : (last (the_task I') = S lst)%nat.
  Proof. unfold lst, last, I, I'. cbn [the_task q]. simpl. now rewrite app_length, Nat.add_1_r. Qed.

  Lemma shorter_solves : solves I shorter.
  Proof.
    destruct sol as [F S']. split.
    - intros t j i X Y Ht Hj. cbn [says shorter]. fold lst in Hj. replace (width I t j i) with (width I' t j i); [apply F; [exact Ht|rewrite last_steps; lia]|].
      unfold width. cbn [overrides I I' find bits_per_token]. f_equal. unfold tokens. destruct i as [|[|l]]; auto. apply positions_same.
      unfold lst, last, I in Hj. cbn [the_task q] in Hj. simpl length in Hj |- *. lia.
    - intros x (L & B & _). fold lst in L, B |- *. change (epochs I) with (epochs I'). cbn [output shorter]. rewrite fill_knows by (auto; lia). rewrite <- last_steps.
      assert (A : allowed I' (x ++ [z])).
      { split; [|split; [|intros [|p] l H; discriminate]].
        - rewrite last_steps, app_length, L. cbn [length]. lia.
        - intros p Hp. rewrite last_steps in Hp. unfold held. destruct (Nat.eq_dec p (S lst)) as [->|Np].
          + rewrite app_nth2, L, Nat.sub_diag by lia. cbn [nth]. unfold lst, last, I, I', domain, positions. cbn [the_task q n length].
            simpl length. change (q1 :: qs ++ [q']) with ((q1 :: qs) ++ [q']).
            rewrite (app_nth2 (q1 :: qs)) by (simpl; lia). rewrite app_nth2 by lia. rewrite (app_nth1 (q1 :: qs)) by (simpl; lia).
            replace (S (length qs) - length (q1 :: qs))%nat with 0%nat by (simpl; lia). replace (length qs - length ns)%nat with 0%nat by lia. cbn [nth].
            assert (Q : nth (length qs) (q1 :: qs) 1 = q_last).
            { unfold q_last. clear. generalize q1. induction qs as [|b l IH]; intros a; [reflexivity|].
              change (List.last (a :: b :: l) 0) with (List.last (b :: l) 0). rewrite <- IH. reflexivity. }
            assert (Zb := z_below). rewrite <- Q in Zb. exact Zb.
          + rewrite app_nth1 by lia. specialize (B p ltac:(lia)). unfold held in B. destruct p as [|[|k]].
            * eapply N.lt_le_trans; [exact B|]. unfold domain, I, I'. cbn [the_task n]. clear - queries. induction ns as [|a l IH]; cbn; [lia|]. nia.
            * exact B.
            * unfold domain in *. rewrite positions_same by (unfold lst, last, I in *; cbn [the_task q] in *; lia).
              replace (nth k (q (the_task I')) 1) with (nth k (q (the_task I)) 1); [exact B|]. unfold I, I'. cbn [the_task q].
              change (q1 :: qs ++ [q']) with ((q1 :: qs) ++ [q']). rewrite app_nth1; [reflexivity|]. unfold lst, last, I in *. cbn [the_task q] in *. lia. }
      rewrite (S' _ A). unfold I, I', lst, last in *. cbn [the_task q] in *. simpl length in L.
      destruct x as [|w [|z0 [|z1 zs]]]; simpl in L; try lia. assert (B1 := B 0%nat ltac:(lia)). unfold held, domain in B1. cbn [nth the_task n] in B1.
      unfold answer. cbn [app q n]. rewrite compose_appended by lia. fold q_last. rewrite (N.div_small w) by exact B1. rewrite N.mod_0_l, N.mul_0_l, N.add_0_l by lia.
      apply z_passes. inversion_clear ranges. apply compose_below; auto; try lia. unfold entry. apply N.mod_lt. lia.
  Qed.
End Appended.

Theorem appended_step m ns q1 qs n' q' E c r : length ns = length qs -> 0 < n' -> Forall (fun q => 0 < q) (q1 :: qs) -> List.last (q1 :: qs) 0 <= q' ->
  realizable (Instance (Task m (ns ++ [n']) (q1 :: qs ++ [q'])) E c [] (lists [])) -> realizable (Instance (Task m ns (q1 :: qs)) E c [] r).
Proof.
  intros L Hn Q R (P & S). set (q_last := List.last (q1 :: qs) 0) in *.
  destruct (N.eq_dec q' 0) as [Z|Z].
  { exfalso. assert (0 < q_last); [|lia]. unfold q_last. clear - Q. revert q1 Q. induction qs as [|b l IH]; intros a Q; inversion_clear Q; [assumption|]. now apply IH. }
  destruct (every_table q' (fun k => if k <? q_last then k else 0) (N.to_nat (n' * q_last))) as (z & B & T).
  - lia.
  - intros k Hk. destruct (N.ltb_spec k q_last); lia.
  - rewrite N2Nat.id in *. eexists. eapply shorter_solves; eauto.
    intros i Hi. rewrite T by nia. fold q_last in Hi. now rewrite (proj2 (N.ltb_lt _ _) Hi).
Qed.

(** ** The checker: whether what refutes [base] refutes [I], too *)

Definition without_restriction (r : restriction) : bool :=
  match r with lists ls => forallb (fun l => match l with None => true | Some _ => false end) ls | tuples _ => false end.
Definition task_eqb (T T' : task) : bool :=
  (m T =? m T') && (if list_eq_dec N.eq_dec (n T) (n T') then true else false) && (if list_eq_dec N.eq_dec (q T) (q T') then true else false).
Definition plain (I : instance) : bool := match overrides I with [] => true | _ => false end && without_restriction (restricted I).

(** The same task, and messages at least as wide *)
Definition no_harder (base I : instance) : bool :=
  plain I && match overrides base with [] => true | _ => false end && task_eqb (the_task base) (the_task I) && (epochs base =? epochs I)%nat &&
  (bits_per_token I <=? bits_per_token base).
Definition without_last_step (I : instance) : option instance :=
  let T := the_task I in
  match removelast (q T) with
  | [] => None
  | q1 :: qs =>
    let ns := removelast (n T) in
    if plain I && (length ns =? length qs)%nat && (S (length ns) =? length (n T))%nat && (0 <? List.last (n T) 0) && forallb (fun q => 0 <? q) (q1 :: qs)
       && (List.last (q1 :: qs) 0 <=? List.last (q T) 0)
    then Some (Instance (Task (m T) ns (q1 :: qs)) (epochs I) (bits_per_token I) [] (lists [])) else None
  end.
Fixpoint follows (steps : nat) (base I : instance) : bool :=
  no_harder base I ||
  match steps, without_last_step I with S steps, Some I1 => follows steps base I1 | _, _ => false end.
Definition check_derivation (base I : instance) : bool := follows (length (q (the_task I))) base I.

Lemma plain_spec I : plain I = true -> overrides I = [] /\ forall x, length x = S (last (the_task I)) -> (forall p, (p <= last (the_task I))%nat -> held x p < domain (the_task I) p) -> allowed I x.
Proof.
  intros H. apply andb_true_iff in H as [O R]. split; [destruct (overrides I); [reflexivity|discriminate]|]. intros x L B. split; [exact L|]. split; [exact B|].
  unfold without_restriction in R. destruct (restricted I) as [ls|]; [|discriminate]. rewrite forallb_forall in R. intros p l Hl. specialize (R _ (nth_error_In _ _ Hl)). discriminate.
Qed.

Lemma no_harder_sound base I : no_harder base I = true -> ~ realizable base -> ~ realizable I.
Proof.
  intros H N R. unfold no_harder in H. rewrite !andb_true_iff in H. destruct H as [[[[P O] T] E] C]. apply plain_spec in P as [OI A]. apply N.
  assert (T' : the_task I = the_task base).
  { unfold task_eqb in T. rewrite !andb_true_iff, N.eqb_eq in T. destruct (the_task base), (the_task I). cbn [Model.m Model.n Model.q] in T. destruct T as [[-> Tn] Tq].
    do 2 (destruct (list_eq_dec _ _ _); [subst|discriminate]). reflexivity. }
  apply Nat.eqb_eq in E. apply N.leb_le in C. apply (easier I); auto.
  - intros t j i. unfold width. rewrite OI, T'. destruct (overrides base); [|discriminate]. cbn [find]. nia.
  - intros x (L & B & _). rewrite <- T' in *. now apply A.
Qed.

Lemma without_last_step_sound I I1 : without_last_step I = Some I1 -> ~ realizable I1 -> ~ realizable I.
Proof.
  unfold without_last_step. destruct (removelast (q (the_task I))) as [|q1 qs] eqn:Q; [discriminate|].
  destruct (_ && _) eqn:H; [|discriminate]. intros E N R. injection E as <-. rewrite !andb_true_iff, !Nat.eqb_eq, N.ltb_lt, N.leb_le in H.
  destruct H as [[[[[P L] L'] Hn] Hq] Hl]. apply plain_spec in P as [O A]. apply N.
  assert (Qs : q (the_task I) = q1 :: qs ++ [List.last (q (the_task I)) 0]).
  { change (q1 :: qs ++ ?l) with ((q1 :: qs) ++ l). rewrite <- Q. apply app_removelast_last. intros Z. rewrite Z in Q. discriminate. }
  assert (Ns : n (the_task I) = removelast (n (the_task I)) ++ [List.last (n (the_task I)) 0]).
  { apply app_removelast_last. intros Z. rewrite Z in L'. discriminate. }
  apply (appended_step _ _ _ _ (List.last (n (the_task I)) 0) (List.last (q (the_task I)) 0)); auto.
  - apply Forall_forall. intros a Ha. rewrite forallb_forall in Hq. now apply N.ltb_lt, Hq.
  - rewrite <- Ns, <- Qs. apply (easier I); auto; [now destruct (the_task I)|..].
    + intros t j i. unfold width. rewrite O. apply N.le_refl.
    + intros x (Lx & B & _). apply A; [exact Lx|exact B].
Qed.

Theorem check_derivation_sound base I : check_derivation base I = true -> ~ realizable base -> ~ realizable I.
Proof.
  unfold check_derivation. generalize (length (q (the_task I))) as k. intros k. revert I. induction k as [|k IH]; intros I H N.
  - cbn [follows] in H. rewrite orb_false_r in H. now apply (no_harder_sound base).
  - cbn [follows] in H. apply orb_true_iff in H as [H|H]; [now apply (no_harder_sound base)|].
    destruct (without_last_step I) as [I1|] eqn:W; [|discriminate]. apply (without_last_step_sound I I1 W). now apply IH.
Qed.
