(** The model: the only file of this development that a reader of its theorems must believe.

    Players -1, 0, 1, …, L are numbered 0, 1, 2, …, L+1 here ("slots"). Sizes, inputs, messages and answers are of
    type [N]; players and epochs of type [nat]. *)
From Coq Require Import List NArith Bool.
Import ListNotations.
Local Open Scope N_scope.

Definition player := nat.

(** ** The task: L-sequential function composition *)

Record task := Task { m : N; n : list N; q : list N }.       (* n_1 … n_{L-1} and q_1 … q_L *)

Definition last (T : task) : player := S (length (q T)).     (* the slot of player L *)

(** What each player holds, by slot. A table z : [D] → [q] is the number Σ_k z(k)·q^k. *)
Definition input := list N.
Definition held (x : input) (p : player) : N := nth p x 0.
Definition entry (q z k : N) : N := (z / q ^ k) mod q.       (* z(k) *)

(** i_1 = z_1(z_0), i_l = z_l(w_{l-1}, i_{l-1}); position of (w, i) in z_l is w·q_{l-1} + i; w = Σ w_l·n_1⋯n_{l-1}. *)
Fixpoint compose (ns : list N) (q' : N) (qs : list N) (w i : N) (zs : list N) : N :=
  match ns, qs, zs with
  | n :: ns, q :: qs, z :: zs => compose ns q qs (w / n) (entry q z ((w mod n) * q' + i)) zs
  | _, _, _ => i
  end.
Definition answer (T : task) (x : input) : N :=
  match x, q T with
  | w :: z0 :: z1 :: zs, q1 :: qs => compose (n T) q1 qs w (entry q1 z1 z0) zs
  | _, _ => 0
  end.

(** |T_i|, the number of tokens of a player's input, and the number of inputs that it may hold. *)
Definition positions (T : task) (l : nat) : N :=             (* of z_l, l ≥ 1 *)
  match l with 0%nat | 1%nat => m T | S (S k) => nth k (n T) 1 * nth k (q T) 1 end.
Definition tokens (T : task) (p : player) : N :=
  match p with 0%nat | 1%nat => 1 | S l => positions T l end.
Definition domain (T : task) (p : player) : N :=
  match p with
  | 0%nat => fold_right N.mul 1 (n T)
  | 1%nat => m T
  | S (S l) => nth l (q T) 1 ^ positions T (S l)
  end.

(** ** An instance *)

Record override := Override { o_epoch : nat; o_from : player; o_to : player; o_bits : N }.
Inductive restriction :=
  | lists (ls : list (option (list N)))       (* by slot: the inputs allowed, None for all *)
  | tuples (xs : list input).
Record instance := Instance {
  the_task : task;
  epochs : nat;
  bits_per_token : N;                         (* c = 2B *)
  overrides : list override;
  restricted : restriction }.

Definition width (I : instance) (t : nat) (j i : player) : N :=
  match find (fun o => Nat.eqb (o_epoch o) t && Nat.eqb (o_from o) j && Nat.eqb (o_to o) i)%bool (overrides I) with
  | Some o => o_bits o
  | None => bits_per_token I * tokens (the_task I) i
  end.

Definition allowed (I : instance) (x : input) : Prop :=
  length x = S (last (the_task I)) /\
  (forall p, (p <= last (the_task I))%nat -> held x p < domain (the_task I) p) /\
  match restricted I with
  | lists ls => forall p l, nth_error ls p = Some (Some l) -> In (held x p) l
  | tuples xs => In x xs
  end.

(** ** Protocols *)

(** What a player knows: its input and, for each past epoch, latest first, what the players above it sent, in order. *)
Record view := View { own : N; inbox : list (list N) }.

Record protocol := Protocol {
  says : nat -> player -> player -> view -> view -> N;   (* epoch, sender j, receiver i, X_j, X_i *)
  output : view -> N }.

Definition senders (last i : player) : list player := seq (S i) (last - i).

(** X_p^(t) on input x *)
Fixpoint knows (last : player) (P : protocol) (x : input) (t : nat) (p : player) : view :=
  match t with
  | O => View (held x p) []
  | S s => let X := knows last P x s in
           View (own (X p)) (map (fun j => says P t j p (X j) (X p)) (senders last p) :: inbox (X p))
  end.

Definition fits (I : instance) (P : protocol) : Prop :=
  forall t j i X Y, (1 <= t <= epochs I)%nat -> (i < j <= last (the_task I))%nat ->
    says P t j i X Y < 2 ^ width I t j i.

Definition solves (I : instance) (P : protocol) : Prop :=
  fits I P /\
  forall x, allowed I x ->
    output P (knows (last (the_task I)) P x (epochs I) 0%nat) = answer (the_task I) x.

Definition realizable (I : instance) : Prop := exists P, solves I P.
