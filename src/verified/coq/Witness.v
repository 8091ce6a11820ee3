(** Witnesses: a protocol that is given is run on every allowed input. If it is right on each, the instance is realizable.

    What a player knows depends on what it and the players above it hold, so the inputs are gone through player by
    player, from player L down, and what is known is found once for all inputs that agree so far. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model.
Import ListNotations.

(** ** Running a protocol on all inputs *)

(** A player (its slot) and what it knows after the epochs t, t+1, …, E. *)
Definition course := (player * list view)%type.
Definition nothing : view := View 0 [].

(** What p knows after the epochs t … t + more, if it knows [X] after t; [cs] are the courses, from t on, of those above it. *)
Fixpoint hear (P : protocol) (p : player) (t more : nat) (X : view) (cs : list course) : list view :=
  X :: match more with
       | O => []
       | S more =>
         hear P p (S t) more
           (View (own X) (map (fun c : course => says P (S t) (fst c) p (hd nothing (snd c)) X) cs :: inbox X))
           (map (fun c : course => (fst c, tl (snd c))) cs)
       end.

Section Run.
  Variables (I : instance) (P : protocol).
  Let T := the_task I.
  Let lst := last T.
  Let E := epochs I.

  (** [x] are the inputs of the players from slot p on, [cs] their courses; [choices] has the inputs of the others. *)
  Fixpoint right_on (choices : player -> list N) (p : nat) (cs : list course) (x : input) : bool :=
    match p with
    | O => (output P (nth E (snd (hd (O, []) cs)) nothing) =? answer T x)%N
    | S p => forallb (fun z => right_on choices p ((p, hear P p 0 E (View z []) cs) :: cs) (z :: x)) (choices p)
    end.

  Definition courses (x : input) (p t more : nat) : list course :=
    map (fun j => (j, map (fun s => knows lst P x s j) (seq t (S more)))) (seq p (S lst - p)).

  Lemma hear_knows x p : p <= lst -> forall more t,
    hear P p t more (knows lst P x t p) (courses x (S p) t more) = map (fun s => knows lst P x s p) (seq t (S more)).
  Proof.
    intros Hp. induction more as [|more IH]; intros t; [reflexivity|].
    change (seq t (S (S more))) with (t :: seq (S t) (S more)). rewrite map_cons. cbn [hear]. f_equal. rewrite <- (IH (S t)).
    f_equal.
    - cbn [knows]. f_equal. f_equal. unfold courses, senders. rewrite map_map.
      replace (S lst - S p) with (lst - p) by lia. apply map_ext. intros j. reflexivity.
    - unfold courses. rewrite map_map. apply map_ext. intros j. reflexivity.
  Qed.

  Lemma right_on_spec choices x : length x = S lst ->
    (forall p, p <= lst -> In (held x p) (choices p)) ->
    forall p, p <= S lst -> right_on choices p (courses x p 0 E) (skipn p x) = true ->
    output P (knows lst P x E 0) = answer T x.
  Proof.
    intros L C. induction p as [|p IH]; intros Hp R.
    - cbn [right_on skipn] in R. unfold courses in R. cbn [seq Nat.sub map hd snd] in R. apply N.eqb_eq in R.
      rewrite <- R. f_equal. change (knows lst P x 0 0 :: map (fun s => knows lst P x s 0) (seq 1 E))
        with (map (fun s => knows lst P x s 0) (seq 0 (S E))).
      rewrite (nth_indep _ nothing (knows lst P x 0 0)) by (rewrite map_length, seq_length; lia).
      rewrite (map_nth (fun s => knows lst P x s 0) (seq 0 (S E)) 0). rewrite seq_nth by lia. reflexivity.
    - cbn [right_on] in R. rewrite forallb_forall in R. specialize (R (held x p) (C p ltac:(lia))).
      apply IH; [lia|]. rewrite <- R. f_equal.
      + change (View (held x p) []) with (knows lst P x 0 p). rewrite hear_knows by lia.
        unfold courses at 1. replace (S lst - p) with (S (S lst - S p)) by lia. reflexivity.
      + unfold held. clear -L Hp. assert (H : p < length x) by lia. clear L Hp. revert x H.
        induction p as [|p IH]; intros [|a x] H; simpl in *; try lia; auto. apply IH. lia.
  Qed.

  Fixpoint below (k : nat) (from : N) : list N := match k with O => [] | S k => from :: below k (from + 1) end.
  Lemma below_in k : forall from v, (from <= v < from + N.of_nat k)%N -> In v (below k from).
  Proof.
    induction k as [|k IH]; intros from v H; [lia|]. cbn [below]. destruct (N.eq_dec from v) as [|D]; [now left|].
    right. apply IH. lia.
  Qed.

  (** The inputs that a player may hold, where the lists say nothing of others. *)
  Definition may_hold (ls : list (option (list N))) (p : player) : list N :=
    match nth_error ls p with Some (Some l) => l | _ => below (N.to_nat (domain T p)) 0 end.

  Definition right_everywhere : bool :=
    match restricted I with
    | lists ls => right_on (may_hold ls) (S lst) [] []
    | tuples xs => forallb (fun x => negb (length x =? S lst) || right_on (fun p => [held x p]) (S lst) [] []) xs
    end.

  Theorem right_everywhere_right : right_everywhere = true -> forall x, allowed I x ->
    output P (knows lst P x E 0) = answer T x.
  Proof.
    unfold right_everywhere. intros R x (Lx & B & A). fold T lst in Lx, B.
    assert (S0 : forall x : input, length x = S lst -> courses x (S lst) 0 E = [] /\ skipn (S lst) x = []).
    { intros y Ly. split; [unfold courses; now rewrite Nat.sub_diag|]. apply skipn_all2. lia. }
    destruct (S0 x Lx) as [S1 S2]. destruct (restricted I) as [ls|xs].
    - apply (right_on_spec (may_hold ls) x Lx) with (p := S lst); [|lia|now rewrite S1, S2].
      intros p Hp. unfold may_hold. specialize (B p Hp).
      destruct (nth_error ls p) as [[l|]|] eqn:Q; [now apply (A p)| |]; apply below_in; lia.
    - rewrite forallb_forall in R. specialize (R x A). rewrite (proj2 (Nat.eqb_eq _ _) Lx) in R. cbn [negb orb] in R.
      apply (right_on_spec (fun p => [held x p]) x Lx) with (p := S lst); [simpl; auto|lia|now rewrite S1, S2].
  Qed.
End Run.

(** ** Protocols as tables *)

(** A search tree: rows by key. How it is built is of no account: what it yields is run. *)
Inductive row_tree := No_rows | Row (before : row_tree) (key : list N) (value : N) (after : row_tree).

Fixpoint order (a b : list N) : comparison :=
  match a, b with
  | [], [] => Eq
  | [], _ => Lt
  | _, [] => Gt
  | u :: a, v :: b => match N.compare u v with Eq => order a b | c => c end
  end.
Fixpoint look_up (r : row_tree) (key : list N) : option N :=
  match r with
  | No_rows => None
  | Row before k v after => match order key k with Eq => Some v | Lt => look_up before key | Gt => look_up after key end
  end.

(** As in the file: an inbox by epoch, then by sender. *)
Definition heard (X : view) : list N := concat (rev (inbox X)).

Record message_rows := Message_rows { epoch_of : nat; sender : player; receiver : player; table : row_tree }.
Record witness := Witness { message_tables : list message_rows; answer_table : row_tree }.

(** A row that is absent counts as 0, and so does a value that the width does not allow; an answer that is absent is wrong. *)
Definition protocol_of (I : instance) (w : witness) : protocol := Protocol
  (fun t j i X Y =>
     match find (fun u => (epoch_of u =? t) && (sender u =? j) && (receiver u =? i)) (message_tables w) with
     | None => 0%N
     | Some u =>
       match look_up (table u) ((own X :: heard X) ++ (own Y :: heard Y)) with
       | Some v => if (N.size v <=? width I t j i)%N then v else 0%N
       | None => 0%N
       end
     end)
  (fun X => match look_up (answer_table w) (own X :: heard X) with Some v => v | None => List.last (q (the_task I)) 0%N end).

Lemma protocol_of_fits I w : fits I (protocol_of I w).
Proof.
  intros t j i X Y _ _. assert (P : (0 < 2 ^ width I t j i)%N) by (apply N.neq_0_lt_0, N.pow_nonzero; lia).
  unfold protocol_of, says. destruct (find _ _) as [u|]; auto. destruct (look_up _ _) as [v|]; auto.
  destruct (N.leb_spec (N.size v) (width I t j i)) as [H|]; auto.
  eapply N.lt_le_trans; [apply N.size_gt|]. apply N.pow_le_mono_r; lia.
Qed.

Definition verify_witness (I : instance) (w : witness) : bool := right_everywhere I (protocol_of I w).

Theorem verify_witness_sound I w : verify_witness I w = true -> realizable I.
Proof.
  intros V. exists (protocol_of I w). split; [apply protocol_of_fits|].
  intros x Hx. now apply right_everywhere_right.
Qed.
