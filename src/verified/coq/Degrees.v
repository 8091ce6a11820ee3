(** How many sets of leaves that one strategy leads to hold a given leaf. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import AtMost RowsCheck Combinations Leaves.
Import ListNotations.

Definition leaf_dec (l l' : leaf) : {l = l'} + {l <> l'}.
Proof. repeat decide equality. Defined.
Definition leaf_eqb (l l' : leaf) : bool := if leaf_dec l l' then true else false.
Lemma leaf_eqb_eq l l' : leaf_eqb l l' = true <-> l = l'.
Proof. unfold leaf_eqb. destruct (leaf_dec l l'); intuition congruence. Qed.
Definition has (l : leaf) (P : list leaf) : bool := existsb (leaf_eqb l) P.
Lemma has_in l P : has l P = true <-> In l P.
Proof.
  unfold has. rewrite existsb_exists. split; [intros (b & H & E); apply leaf_eqb_eq in E; now subst|].
  intros H. exists l. split; auto. now apply leaf_eqb_eq.
Qed.

Section Degrees.
  Variables (C : N) (most : nat).

  (** The leaf is in the part of some u; whichever this is, there are no more. *)
  Fixpoint with_one (t a : list N) (us : list N) : list N :=
    match us with
    | [] => repeat 0%N (S most)
    | _ :: us => let here := times most t (powers most a us) in let later := times most a (with_one t a us) in
                 map (fun k => N.max (coefficient here k) (coefficient later k)) (seq 0 (S most))
    end.
  Fixpoint degrees (r : nat) : list N :=
    match r with O => 0%N :: 1%N :: repeat 0%N most | S r => with_one (degrees r) (counts C most r) (range C) end.

  Lemma filter_flat_map {A B} (f : B -> bool) (g : A -> list B) l :
    N.of_nat (length (filter f (flat_map g l))) = total (map (fun x => N.of_nat (length (filter f (g x)))) l).
  Proof. induction l as [|x l IH]; [reflexivity|]. cbn [flat_map map]. rewrite filter_app, app_length, Nat2N.inj_add, IH. reflexivity. Qed.
  Lemma total_le {A} (f g : A -> N) l : (forall x, In x l -> (f x <= g x)%N) -> (total (map f l) <= total (map g l))%N.
  Proof.
    induction l as [|x l IH]; intros H; [reflexivity|]. cbn [map]. change (f x + total (map f l) <= g x + total (map g l))%N.
    specialize (IH (fun y Hy => H y (or_intror Hy))). specialize (H x (or_introl eq_refl)). lia.
  Qed.
  Lemma total_where {A} (p : A -> bool) n l : total (map (fun x => if p x then n else 0)%N l) = (N.of_nat (length (filter p l)) * n)%N.
  Proof. induction l as [|x l IH]; [reflexivity|]. cbn [map filter]. change (total (?a :: ?b)) with (a + total b)%N. rewrite IH. destruct (p x); cbn [length]; lia. Qed.

  Lemma parts_start below v us : forall k P l, In P (parts below v us k) -> In l P -> exists u t, In u us /\ l = (v, u) :: t.
  Proof.
    induction us as [|u us IH]; intros k P l H Hl.
    - destruct k; simpl in H; [destruct H as [<-|[]]; destruct Hl|destruct H].
    - cbn [parts] in H. apply in_flat_map in H as (i & _ & H). apply in_flat_map in H as (P1 & _ & H). apply in_map_iff in H as (P2 & <- & H2).
      apply in_app_or in Hl as [Hl|Hl].
      + apply in_map_iff in Hl as (t & <- & _). exists u, t. split; [now left|reflexivity].
      + destruct (IH _ _ _ H2 Hl) as (w & t & Hw & ->). exists w, t. split; [now right|reflexivity].
  Qed.

  Lemma parts_degree below v u' l' t a : (forall k, k <= most -> coefficient a k = N.of_nat (length (below k))) ->
    (forall k, k <= most -> (N.of_nat (length (filter (has l') (below k))) <= coefficient t k)%N) ->
    forall us k, NoDup us -> k <= most -> (N.of_nat (length (filter (has ((v, u') :: l')) (parts below v us k))) <= coefficient (with_one t a us) k)%N.
  Proof.
    intros Ha Ht. set (l := (v, u') :: l'). induction us as [|u us IH]; intros k D Hk.
    - destruct k; simpl; lia.
    - inversion D as [|? ? Nu D']; subst. cbn [with_one]. rewrite coefficient_map by auto. cbn [parts]. rewrite filter_flat_map.
      destruct (N.eq_dec u u') as [->|Ne].
      + eapply N.le_trans; [|apply N.le_max_l]. unfold times. rewrite coefficient_map by auto. apply total_le. intros i Hi. apply in_seq in Hi.
        rewrite filter_flat_map. rewrite (parts_count most below v a Ha us (k - i)) by lia.
        assert (E : forall P1, In P1 (below i) -> N.of_nat (length (filter (has l) (map (app (map (cons (v, u')) P1)) (parts below v us (k - i))))) =
                    if has l' P1 then N.of_nat (length (parts below v us (k - i))) else 0%N).
        { intros P1 _. rewrite filter_length_map. destruct (has l' P1) eqn:H.
          - f_equal. apply f_equal. induction (parts below v us (k - i)) as [|P2 ps IHp]; [reflexivity|]. cbn [filter].
            assert (has l (map (cons (v, u')) P1 ++ P2) = true) as ->; [|now rewrite IHp]. apply has_in, in_or_app. left. apply in_map. now apply has_in.
          - assert (G : forall P2, In P2 (parts below v us (k - i)) -> has l (map (cons (v, u')) P1 ++ P2) = false).
            { intros P2 H2. apply not_true_is_false. intros F. apply has_in, in_app_or in F as [F|F].
              - apply in_map_iff in F as (s & E & F). injection E as ->. apply has_in in F. congruence.
              - destruct (parts_start _ _ _ _ _ _ H2 F) as (w & s & Hw & E). injection E as <- <-. auto. }
            induction (parts below v us (k - i)) as [|P2 ps IHp]; [reflexivity|]. cbn [filter]. rewrite G by now left. apply IHp. intros; apply G; now right. }
        eapply N.le_trans; [apply N.eq_le_incl; exact (total_ext _ _ _ E)|]. rewrite total_where. apply N.mul_le_mono_r. apply Ht. lia.
      + eapply N.le_trans; [|apply N.le_max_r]. unfold times. rewrite coefficient_map by auto. apply total_le. intros i Hi. apply in_seq in Hi.
        rewrite filter_flat_map. rewrite Ha by lia.
        assert (E : forall P1, In P1 (below i) -> N.of_nat (length (filter (has l) (map (app (map (cons (v, u)) P1)) (parts below v us (k - i))))) =
                    (if true then N.of_nat (length (filter (has l) (parts below v us (k - i)))) else 0)%N).
        { intros P1 _. rewrite filter_length_map. f_equal. apply f_equal. apply filter_ext. intros P2. apply eq_true_iff_eq. rewrite !has_in, in_app_iff. split; auto.
          intros [F|F]; auto. apply in_map_iff in F as (s & F & _). injection F as F _. congruence. }
        eapply N.le_trans; [apply N.eq_le_incl; exact (total_ext _ _ _ E)|]. rewrite (total_where (fun _ => true)). rewrite (filter_all (fun _ => true)) by auto. apply N.mul_le_mono_l. apply IH; auto. lia.
  Qed.

  Lemma sets_degree r : forall l k, k <= most -> (N.of_nat (length (filter (has l) (sets C r k))) <= coefficient (degrees r) k)%N.
  Proof.
    induction r as [|r IH]; intros l k Hk.
    - destruct k as [|[|k]]; [simpl; lia| |simpl; lia]. unfold coefficient. cbn [sets filter degrees nth]. destruct (has l [[]]); cbn; lia.
    - destruct k as [|k]; [simpl; lia|]. cbn [sets]. destruct l as [|[v' u'] l'].
      + rewrite (filter_none); [simpl; lia|]. intros P HP. apply in_flat_map in HP as (v & _ & HP). apply not_true_is_false. intros F. apply has_in in F.
        destruct (parts_start _ _ _ _ _ _ HP F) as (? & ? & _ & E). discriminate.
      + rewrite filter_flat_map. eapply N.le_trans; [apply (total_le _ (fun v => if (v =? v')%N then coefficient (degrees (S r)) (S k) else 0%N))|].
        * intros v _. destruct (N.eqb_spec v v') as [->|Ne].
          -- cbn [degrees]. apply parts_degree; auto; [|apply range_NoDup]. intros j Hj. now apply sets_count.
          -- rewrite filter_none; [simpl; lia|]. intros P HP. apply not_true_is_false. intros F. apply has_in in F.
             destruct (parts_start _ _ _ _ _ _ HP F) as (? & ? & _ & E). injection E as E _ _. congruence.
        * rewrite total_where. assert (L : length (filter (fun v => v =? v')%N (range C)) <= 1); [|destruct (length (filter _ _)) as [|[|]]; [lia|lia|lia]].
          replace 1 with (length [v']) by reflexivity. apply NoDup_incl_length; [apply NoDup_filter, range_NoDup|].
          intros v Hv. apply filter_In in Hv as [_ E]. apply N.eqb_eq in E. subst. now left.
  Qed.
End Degrees.
