(** Whether a list of pairs is a function: equal keys have equal values. *)
From Coq Require Import Uint63 PArray List NArith Arith Bool ZArith Lia FMapAVL.
From Arcsat Require Import Model Grouping.
Import ListNotations.

(** The hash need not be injective; if two keys share one, the answer is no. *)
Section Functional.
  Context {K V : Type} (hash : K -> int) (eqk : K -> K -> bool) (eqv : V -> V -> bool).
  Hypothesis eqk_eq : forall a b, eqk a b = true <-> a = b.
  Hypothesis eqv_eq : forall a b, eqv a b = true <-> a = b.

  Fixpoint functional (m : Map.t (K * V)) (l : list (K * V)) : bool :=
    match l with
    | [] => true
    | (k, v) :: l =>
      match Map.find (hash k) m with
      | Some (k', v') => eqk k k' && eqv v v' && functional m l
      | None => functional (Map.add (hash k) (k, v) m) l
      end
    end.

  Lemma find_add (m : Map.t (K * V)) h e : Map.find h (Map.add h e m) = Some e.
  Proof. apply Map.find_1, Map.add_1. reflexivity. Qed.
  Lemma find_add_other (m : Map.t (K * V)) h h' e e' : Map.find h m = Some e -> Map.find h' m = None ->
    Map.find h (Map.add h' e' m) = Some e.
  Proof.
    intros H N. apply Map.find_1, Map.add_2; [|now apply Map.find_2]. intros E. unfold Map.E.eq in E. congruence.
  Qed.

  Lemma functional_found m l : functional m l = true ->
    (forall k v k' v', Map.find (hash k) m = Some (k', v') -> In (k, v) l -> k = k' /\ v = v') /\
    (forall k v k' v', In (k, v) l -> In (k', v') l -> k = k' -> v = v').
  Proof.
    revert m. induction l as [|[k0 v0] l IH]; cbn [functional]; intros m H; [split; intros * ? []; auto|].
    destruct (Map.find (hash k0) m) as [[k1 v1]|] eqn:F.
    - rewrite !andb_true_iff in H. destruct H as [[Hk Hv] H]. apply eqk_eq in Hk. apply eqv_eq in Hv. subst k1 v1.
      destruct (IH m H) as [I1 I2]. split.
      + intros k v k' v' G [E|Hin]; [injection E as <- <-|]; eauto. rewrite F in G. injection G as <- <-. auto.
      + intros k v k' v' [E|H1] [E'|H2] Q.
        * congruence.
        * injection E as -> ->. destruct (I1 k' v' k v) as [_ <-]; auto. now rewrite <- Q.
        * injection E' as -> ->. destruct (I1 k v k' v') as [_ <-]; auto. now rewrite Q.
        * eauto.
    - destruct (IH _ H) as [I1 I2]. split.
      + intros k v k' v' G [E|Hin]; [injection E as <- <-; congruence|].
        apply (I1 k v k' v'); auto. now apply find_add_other.
      + intros k v k' v' [E|H1] [E'|H2] Q.
        * congruence.
        * injection E as -> ->. destruct (I1 k' v' k v) as [_ <-]; auto. rewrite <- Q. apply find_add.
        * injection E' as -> ->. destruct (I1 k v k' v') as [_ <-]; auto. rewrite Q. apply find_add.
        * eauto.
  Qed.

  Definition is_function (l : list (K * V)) : bool := functional (Map.empty (K * V)) l.
  Lemma is_function_spec l : is_function l = true -> forall k v k' v', In (k, v) l -> In (k', v') l -> k = k' -> v = v'.
  Proof. intros H. apply functional_found in H. apply H. Qed.
End Functional.

Definition int_of_N (n : N) : int := of_Z (Z.of_N n).
Definition numbers_function : list (N * N) -> bool := is_function int_of_N N.eqb N.eqb.
Definition pair_eqb (a b : N * N) : bool := ((fst a =? fst b) && (snd a =? snd b))%N%bool.
Definition answers_function : list ((N * N) * N) -> bool :=
  is_function (fun k => Uint63.add (Uint63.mul (int_of_N (fst k)) 1000003%uint63) (int_of_N (snd k))) pair_eqb N.eqb.
Lemma pair_eqb_eq a b : pair_eqb a b = true <-> a = b.
Proof.
  destruct a as [a1 a2], b as [b1 b2]. unfold pair_eqb. cbn [fst snd]. rewrite andb_true_iff, !N.eqb_eq.
  split; [intros [-> ->]; reflexivity|intros E; injection E; auto].
Qed.

Fixpoint input_eqb (x y : input) : bool :=
  match x, y with a :: x, b :: y => (a =? b)%N && input_eqb x y | [], [] => true | _, _ => false end.
Lemma input_eqb_eq x : forall y, input_eqb x y = true <-> x = y.
Proof.
  induction x as [|a x IH]; intros [|b y]; cbn [input_eqb]; try (split; intros; congruence).
  rewrite andb_true_iff, N.eqb_eq, IH. split; [intros [-> ->]; reflexivity|intros E; injection E; auto].
Qed.
Fixpoint inputs_eqb (xs ys : list input) : bool :=
  match xs, ys with x :: xs, y :: ys => input_eqb x y && inputs_eqb xs ys | [], [] => true | _, _ => false end.
Lemma inputs_eqb_eq xs : forall ys, inputs_eqb xs ys = true -> xs = ys.
Proof.
  induction xs as [|x xs IH]; intros [|y ys]; cbn [inputs_eqb]; try discriminate; auto.
  intros H. apply andb_true_iff in H as [H K]. apply input_eqb_eq in H. apply IH in K. congruence.
Qed.
