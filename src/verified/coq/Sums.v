(** Protocols of sums over F_2 (src/certify/sums_check.hpp has the claim in words): checked by their vectors, for all tables
    z_L at once.

    A control input s is what the players before L hold. Each bit that is said is, on s, fixed or data: a sum of bits of z_L
    (said by player L), or of data bits that its sender has received. *)
From Coq Require Import List NArith Arith Lia Bool FMapPositive.
From Arcsat Require Import Model Trace AtMost Counting CountingCheck Rows Witness TraceBack.
Import ListNotations.

Inductive choice := Fixed (b : bool) | Data (of : list N).        (* coordinates of z_L, or places of received bits *)
Inductive choices := No_choices | Choices (before : choices) (key : list N) (bits : list choice) (after : choices).
Fixpoint chosen (c : choices) (s : list N) : list choice :=
  match c with
  | No_choices => []
  | Choices before k bits after => match order s k with Eq => bits | Lt => chosen before s | Gt => chosen after s end
  end.
Record sum_message := Sum_message { sum_epoch : nat; sum_sender : player; sum_receiver : player; sum_bits : choices }.
Record sums := Sums { sum_messages : list sum_message; sum_output : choices }.

(** What a bit is on a control input: a list of coordinates, to be added up, or a value *)
Inductive symbol := Vector (v : list N) | Bit (b : bool).

Definition choice_dec (a b : choice) : {a = b} + {a <> b}.
Proof. repeat decide equality; apply N.eq_dec. Defined.

(** Keys may collide: then more is asked. *)
Fixpoint key_of (l : list N) : positive :=
  match l with [] => 1%positive | a :: l => Pos.mul (N.succ_pos a) 2 + Pos.mul 1024 (key_of l) end%positive.
Fixpoint follows {A V} (dec : forall a b : V, {a = b} + {a <> b}) (key : A -> list N) (f : A -> V) (l : list A) (m : PositiveMap.t V) : bool :=
  match l with
  | [] => true
  | a :: l =>
    match PositiveMap.find (key_of (key a)) m with
    | Some v => if dec v (f a) then follows dec key f l m else false
    | None => follows dec key f l (PositiveMap.add (key_of (key a)) (f a) m)
    end
  end.
Lemma follows_spec {A V} dec (key : A -> list N) (f : A -> V) l : forall m, follows dec key f l m = true ->
  forall a b, In a l -> In b l -> key a = key b -> f a = f b.
Proof.
  assert (G : forall l m, follows dec key f l m = true -> exists m', (forall k v, PositiveMap.find k m = Some v -> PositiveMap.find k m' = Some v) /\
    forall a, In a l -> PositiveMap.find (key_of (key a)) m' = Some (f a)).
  { clear l. induction l as [|a l IH]; intros m F; [exists m; split; auto; intros a []|]. cbn [follows] in F.
    destruct (PositiveMap.find (key_of (key a)) m) as [v|] eqn:E.
    - destruct (dec v (f a)) as [->|]; [|discriminate]. destruct (IH m F) as (m' & M1 & M2). exists m'. split; auto. intros b [<-|Hb]; auto.
    - destruct (IH _ F) as (m' & M1 & M2). exists m'. split.
      + intros k v Hk. apply M1. destruct (Pos.eq_dec k (key_of (key a))) as [->|Ne]; [congruence|]. now rewrite PositiveMap.gso.
      + intros b [<-|Hb]; auto. apply M1, PositiveMap.gss. }
  intros m F a b Ha Hb Q. destruct (G l m F) as (m' & _ & M). assert (X := M a Ha). rewrite Q, (M b Hb) in X. now injection X.
Qed.

Section Sums.
  Variables (I : instance) (P : sums).
  Let T := the_task I.
  Let lst := last T.
  Let E := epochs I.
  Let q := answers_count T.
  Let r := N.log2_up q.

  Definition choices_of (t : nat) (j i : player) (s : list N) : list choice :=
    match find (fun u => (sum_epoch u =? t) && (sum_sender u =? j) && (sum_receiver u =? i)) (sum_messages P) with
    | Some u => chosen (sum_bits u) s | None => [] end.
  Definition vector_of (known : list symbol) (k : N) : list N := match nth (N.to_nat k) known (Bit false) with Vector v => v | Bit _ => [] end.
  Definition symbol_of (from_last : bool) (known : list symbol) (c : choice) : symbol :=
    match c with Fixed b => Bit b | Data l => Vector (if from_last then l else flat_map (vector_of known) l) end.
  (** The bits of a message; none if it says more than its width. *)
  Definition said_bits (t : nat) (j i : player) (known : list symbol) (s : list N) : list symbol :=
    let l := map (symbol_of (j =? lst) known) (choices_of t j i s) in
    if (N.of_nat (length l) <=? width I t j i)%N then l else [].
  (** All bits that p has received by epoch t *)
  Fixpoint received (t : nat) (p : player) (s : list N) : list symbol :=
    match t with
    | O => []
    | S t' => received t' p s ++ flat_map (fun j => said_bits t j p (received t' j s) s) (senders lst p)
    end.

  Definition code (y : symbol) : N := match y with Vector _ => 2 | Bit true => 1 | Bit false => 0 end.
  Definition is_data (y : symbol) : bool := match y with Vector _ => true | Bit _ => false end.
  Definition control_view (t : nat) (p : player) (s : list N) : list N := nth p s 0%N :: map code (received t p s).

  Definition combinations (cs : list (list N)) : list (list N) := fold_right (fun c rest => flat_map (fun a => map (cons a) rest) c) [[]] cs.
  Definition controls : list (list N) :=
    match restricted I with
    | lists ls => combinations (map (may_hold I ls) (seq 0 lst))
    | tuples xs => map (firstn lst) xs
    end.

  Fixpoint toggle (k : N) (v : list N) : list N := match v with [] => [k] | a :: v => if (a =? k)%N then v else a :: toggle k v end.
  Definition normal (v : list N) : list N := fold_right toggle [] v.
  Definition output_bits (s : list N) : list choice := chosen (sum_output P) s.
  Definition output_vector (b : nat) (s : list N) : list N :=
    match nth b (output_bits s) (Fixed false) with Data l => flat_map (vector_of (received E 0 s)) l | Fixed _ => [] end.

  Definition flags (t' : nat) (j i : player) (s : list N) : list bool := map is_data (said_bits (S t') j i (received t' j s) s).
  Definition check_sums : bool :=
    well_formed T && (0 <? q)%N &&
    forallb (fun t' => forallb (fun i => forallb (fun j =>
      follows (list_eq_dec bool_dec) (control_view t' i) (flags t' j i) controls (PositiveMap.empty _) &&
      follows (list_eq_dec choice_dec) (fun s => control_view t' i s ++ control_view t' j s) (choices_of (S t') j i) controls (PositiveMap.empty _))
      (senders lst i)) (seq 0 lst)) (seq 0 E) &&
    follows (list_eq_dec choice_dec) (control_view E 0) output_bits controls (PositiveMap.empty _) &&
    forallb (fun s => forallb (fun b => list_eqb (normal (output_vector b s)) [(r * asked T s + N.of_nat b)%N]) (seq 0 (N.to_nat r))) controls.

  (** ** Its soundness *)

  Definition z_bit (z k : N) : bool := N.testbit (entry q z (k / r)) (k mod r).
  Definition dot (z : N) (v : list N) : bool := fold_right (fun k b => xorb (z_bit z k) b) false v.
  Definition bit_of (z : N) (y : symbol) : bool := match y with Vector v => dot z v | Bit b => b end.
  Fixpoint number (l : list bool) : N := match l with [] => 0 | b :: l => N.b2n b + 2 * number l end%N.
  Definition sum_trace : trace := fun t j i x =>
    match t with O => 0%N | S t' => if E <? t then 0%N else number (map (bit_of (nth lst x 0%N)) (said_bits t j i (received t' j (firstn lst x)) (firstn lst x))) end.

  Lemma number_below l : (number l < 2 ^ N.of_nat (length l))%N.
  Proof. induction l as [|b l IH]; [simpl; lia|]. cbn [number length]. rewrite Nat2N.inj_succ, N.pow_succ_r'. destruct b; cbn [N.b2n]; lia. Qed.
  Lemma number_inj l : forall l', length l = length l' -> number l = number l' -> l = l'.
  Proof.
    induction l as [|b l IH]; intros [|b' l'] L Q; try discriminate; auto. injection L as L. cbn [number] in Q.
    assert (H : b = b' /\ number l = number l') by (destruct b, b'; cbn [N.b2n] in Q; split; auto; lia).
    destruct H as [-> H]. f_equal. auto.
  Qed.

  Lemma dot_app z v w : dot z (v ++ w) = xorb (dot z v) (dot z w).
  Proof. induction v as [|k v IH]; simpl; [now destruct (dot z w)|]. rewrite IH. now destruct (z_bit z k), (dot z v), (dot z w). Qed.
  Lemma dot_toggle z k v : dot z (toggle k v) = xorb (z_bit z k) (dot z v).
  Proof.
    induction v as [|a v IH]; simpl; auto. destruct (N.eqb_spec a k) as [->|]; simpl.
    - now destruct (z_bit z k), (dot z v).
    - rewrite IH. now destruct (z_bit z k), (z_bit z a), (dot z v).
  Qed.
  Lemma dot_normal z v : dot z (normal v) = dot z v.
  Proof. induction v as [|k v IH]; simpl; auto. fold (normal v). now rewrite dot_toggle, IH. Qed.

  (** A sum of received bits, data bits alone *)
  Definition added (z : N) (known : list symbol) (l : list N) : bool :=
    fold_right (fun k b => xorb (match nth (N.to_nat k) known (Bit false) with Vector v => dot z v | Bit _ => false end) b) false l.
  Lemma dot_added z known l : dot z (flat_map (vector_of known) l) = added z known l.
  Proof. induction l as [|k l IH]; simpl; auto. rewrite dot_app, IH. unfold vector_of. now destruct (nth (N.to_nat k) known (Bit false)). Qed.
  Lemma added_same z z' a a' l : map code a = map code a' -> map (bit_of z) a = map (bit_of z') a' -> added z a l = added z' a' l.
  Proof.
    intros C V. assert (G : forall k, match nth k a (Bit false) with Vector v => dot z v | Bit _ => false end =
                                      match nth k a' (Bit false) with Vector v => dot z' v | Bit _ => false end).
    { intros k.
      assert (Ck : code (nth k a (Bit false)) = code (nth k a' (Bit false))) by (rewrite <- (map_nth code a), <- (map_nth code a'); exact (f_equal (fun m => nth k m 0%N) C)).
      assert (Vk : bit_of z (nth k a (Bit false)) = bit_of z' (nth k a' (Bit false))).
      { rewrite <- (map_nth (bit_of z) a), <- (map_nth (bit_of z') a'). exact (f_equal (fun m => nth k m false) V). }
      destruct (nth k a (Bit false)) as [v|[]], (nth k a' (Bit false)) as [v'|[]]; simpl in *; congruence. }
    assert (G' : forall k : N, match nth (N.to_nat k) a (Bit false) with Vector v => dot z v | Bit _ => false end =
                               match nth (N.to_nat k) a' (Bit false) with Vector v => dot z' v | Bit _ => false end) by (intros; apply G).
    unfold added. clear G. induction l as [|k l IH]; simpl; auto. now rewrite G', IH.
  Qed.

  Hypothesis valid : check_sums = true.

  Lemma sums_facts : well_formed T = true /\ (0 < q)%N /\
    (forall t' i j s s', t' < E -> i < j <= lst -> In s controls -> In s' controls -> control_view t' i s = control_view t' i s' ->
      flags t' j i s = flags t' j i s' /\ (control_view t' j s = control_view t' j s' -> choices_of (S t') j i s = choices_of (S t') j i s')) /\
    (forall s s', In s controls -> In s' controls -> control_view E 0 s = control_view E 0 s' -> output_bits s = output_bits s') /\
    (forall s b, In s controls -> b < N.to_nat r -> normal (output_vector b s) = [(r * asked T s + N.of_nat b)%N]).
  Proof.
    unfold check_sums in valid. rewrite !andb_true_iff, !forallb_forall in valid. destruct valid as [[[[V1 V2] V3] V4] V5].
    split; [exact V1|]. split; [now apply N.ltb_lt|]. split; [|split].
    - intros t' i j s s' Ht Hj Hs Hs' Q. specialize (V3 t' ltac:(apply in_seq; lia)). rewrite forallb_forall in V3.
      specialize (V3 i ltac:(apply in_seq; lia)). rewrite forallb_forall in V3. specialize (V3 j ltac:(now apply in_senders)).
      apply andb_true_iff in V3 as [F1 F2]. split.
      + exact (follows_spec _ _ _ _ _ F1 s s' Hs Hs' Q).
      + intros Q'. apply (follows_spec _ _ _ _ _ F2 s s' Hs Hs'). now rewrite Q, Q'.
    - intros s s' Hs Hs' Q. exact (follows_spec _ _ _ _ _ V4 s s' Hs Hs' Q).
    - intros s b Hs Hb. specialize (V5 s Hs). rewrite forallb_forall in V5. apply list_eqb_eq, V5, in_seq. lia.
  Qed.

  Lemma combinations_in cs : forall s, length s = length cs -> (forall p, p < length cs -> In (nth p s 0%N) (nth p cs [])) -> In s (combinations cs).
  Proof.
    induction cs as [|c cs IH]; intros [|a s] L H; try discriminate; [left; reflexivity|]. injection L as L. cbn [combinations fold_right].
    apply in_flat_map. exists a. split; [exact (H 0 ltac:(simpl; lia))|]. apply in_map, IH; auto. intros p Hp. exact (H (S p) ltac:(simpl; lia)).
  Qed.
  Lemma control_in x : allowed I x -> length x = S lst /\ In (firstn lst x) controls.
  Proof.
    intros (L & B & A). fold T lst in L, B. split; auto. unfold controls. destruct (restricted I) as [ls|xs]; [|now apply in_map].
    apply combinations_in; rewrite map_length, seq_length; [rewrite firstn_length; lia|]. intros p Hp.
    rewrite (nth_indep _ [] (may_hold I ls 0)) by (rewrite map_length, seq_length; lia). rewrite map_nth, seq_nth by lia. cbn [Nat.add].
    assert (N1 : nth p (firstn lst x) 0%N = held x p). { unfold held. rewrite <- (firstn_skipn lst x) at 2. rewrite app_nth1; auto. rewrite firstn_length. lia. }
    rewrite N1. specialize (B p ltac:(lia)). unfold may_hold. destruct (nth_error ls p) as [[l|]|] eqn:Q; [now apply (A p)| |]; apply (below_in I); fold T; lia.
  Qed.

  Section Views.
    Variables (x y : input).
    Hypotheses (Hx : allowed I x) (Hy : allowed I y).
    Let s := firstn lst x.
    Let s' := firstn lst y.
    Let z := nth lst x 0%N.
    Let z' := nth lst y 0%N.

    Lemma held_first p : p < lst -> nth p s 0%N = held x p /\ nth p s' 0%N = held y p.
    Proof.
      intros Hp. destruct (control_in x Hx) as [Lx _], (control_in y Hy) as [Ly _]. unfold s, s', held.
      split; [rewrite <- (firstn_skipn lst x) at 2|rewrite <- (firstn_skipn lst y) at 2]; rewrite app_nth1; auto; rewrite firstn_length; lia.
    Qed.

    (** Who cannot tell x from y has received the same, and the same bits of it are data. *)
    Definition alike (t : nat) (p : player) : Prop :=
      control_view t p s = control_view t p s' /\ map (bit_of z) (received t p s) = map (bit_of z') (received t p s').

    Lemma last_alike t : alike t lst.
    Proof.
      assert (R : forall u, received t lst u = []).
      { intros u. induction t as [|t IH]; [reflexivity|]. cbn [received]. rewrite IH. unfold senders. now rewrite Nat.sub_diag. }
      unfold alike, control_view. rewrite !R. split; auto. f_equal. destruct (control_in x Hx) as [Lx _], (control_in y Hy) as [Ly _].
      unfold s, s'. rewrite !nth_overflow by (rewrite firstn_length; lia). reflexivity.
    Qed.

    Lemma bits_alike a a' : map is_data a = map is_data a' -> map (bit_of z) a = map (bit_of z') a' -> map code a = map code a'.
    Proof.
      revert a'. induction a as [|u a IH]; intros [|u' a'] F V; try discriminate; auto. simpl in F, V. injection F as F F'. injection V as V V'. simpl.
      f_equal; auto. destruct u as [v|[]], u' as [v'|[]]; simpl in *; congruence.
    Qed.

    Lemma same_alike t : t <= E -> forall p, p <= lst -> same lst sum_trace t p x y -> alike t p.
    Proof.
      destruct sums_facts as (_ & _ & F & _). destruct (control_in x Hx) as [_ Cx], (control_in y Hy) as [_ Cy].
      induction t as [|t IH]; intros Ht p Hp S.
      - destruct (Nat.eq_dec p lst) as [->|Ne]; [apply last_alike|]. unfold alike, control_view. simpl. simpl in S.
        destruct (held_first p) as [-> ->]; [lia|]. now rewrite S.
      - destruct (Nat.eq_dec p lst) as [->|Ne]; [apply last_alike|]. destruct S as [S M]. destruct (IH ltac:(lia) p Hp S) as [K V].
        assert (J : forall j, In j (senders lst p) -> map code (said_bits (Datatypes.S t) j p (received t j s) s) = map code (said_bits (Datatypes.S t) j p (received t j s') s') /\
          map (bit_of z) (said_bits (Datatypes.S t) j p (received t j s) s) = map (bit_of z') (said_bits (Datatypes.S t) j p (received t j s') s')).
        { intros j Hj. apply in_senders in Hj. destruct (F t p j s s' ltac:(lia) Hj Cx Cy K) as [Fl _]. unfold flags in Fl.
          specialize (M j Hj). unfold sum_trace in M. rewrite (proj2 (Nat.ltb_ge E (Datatypes.S t)) Ht) in M. fold s s' z z' in M. apply number_inj in M.
          - split; auto. now apply bits_alike.
          - rewrite !map_length. rewrite <- (map_length is_data), Fl, map_length. reflexivity. }
        assert (G : forall js, incl js (senders lst p) ->
          map code (flat_map (fun j => said_bits (Datatypes.S t) j p (received t j s) s) js) = map code (flat_map (fun j => said_bits (Datatypes.S t) j p (received t j s') s') js) /\
          map (bit_of z) (flat_map (fun j => said_bits (Datatypes.S t) j p (received t j s) s) js) = map (bit_of z') (flat_map (fun j => said_bits (Datatypes.S t) j p (received t j s') s') js)).
        { induction js as [|j js IHj]; intros Hjs; [split; reflexivity|]. cbn [flat_map]. rewrite !map_app.
          destruct (J j (Hjs j (or_introl eq_refl))) as [-> ->]. destruct IHj as [-> ->]; [intros k Hk; apply Hjs; now right|]. auto. }
        destruct (G (senders lst p) (incl_refl _)) as [G1 G2]. unfold control_view in K. injection K as K0 K.
        unfold alike, control_view. cbn [received]. rewrite !map_app, G1, G2, K, V, K0. auto.
    Qed.
  End Views.

  Lemma sum_solution : solution I (allowed I) sum_trace.
  Proof.
    destruct sums_facts as (W & Hq & F & FO & FR). constructor.
    - intros [|t] j i x Ht Hj; [lia|]. unfold sum_trace. destruct (E <? S t); [apply N.neq_0_lt_0, N.pow_nonzero; lia|].
      eapply N.lt_le_trans; [apply number_below|]. rewrite map_length.
      apply N.pow_le_mono_r; [lia|]. unfold said_bits. destruct (N.leb_spec (N.of_nat (length (map (symbol_of (j =? lst) (received t j (firstn lst x))) (choices_of (S t) j i (firstn lst x))))) (width I (S t) j i)); [auto|simpl; lia].
    - intros t j i x y Hj Hx Hy Sj Si. fold T lst in Hj, Sj, Si. unfold sum_trace. destruct (Nat.ltb_spec E (S t)) as [|Ht]; auto.
      destruct (control_in x Hx) as [Lx Cx], (control_in y Hy) as [Ly Cy].
      destruct (same_alike x y Hx Hy t ltac:(lia) j ltac:(lia) Sj) as [Kj Vj]. destruct (same_alike x y Hx Hy t ltac:(lia) i ltac:(lia) Si) as [Ki _].
      destruct (F t i j _ _ ltac:(lia) Hj Cx Cy Ki) as [_ FC]. specialize (FC Kj). f_equal. unfold said_bits. rewrite <- FC. rewrite !map_length.
      destruct (_ <=? _)%N; auto. rewrite !map_map. apply map_ext_in. intros [b|l] _; auto. cbn [symbol_of bit_of].
      destruct (Nat.eqb_spec j lst) as [->|Ne].
      + apply same_held in Sj. unfold held in Sj. now rewrite Sj.
      + rewrite !dot_added. unfold control_view in Kj. injection Kj as _ Kj. now apply added_same.
    - intros x y Hx Hy S. fold T lst E in S. destruct (control_in x Hx) as [Lx Cx], (control_in y Hy) as [Ly Cy].
      destruct (same_alike x y Hx Hy E ltac:(lia) 0 ltac:(lia) S) as [K V]. assert (O := FO _ _ Cx Cy K).
      assert (X : forall u, allowed I u -> u = with_z (firstn lst u) (nth lst u 0%N)).
      { intros u Hu. destruct (control_in u Hu) as [Lu _]. unfold with_z. rewrite <- (firstn_skipn lst u) at 1. f_equal.
        clear -Lu. revert u Lu. induction lst as [|k IH]; intros [|a u] L; try discriminate; simpl in *.
        - destruct u; [reflexivity|discriminate].
        - apply IH. lia. }
      assert (A : forall u, allowed I u -> answer T u = entry q (nth lst u 0%N) (asked T (firstn lst u))).
      { intros u Hu. destruct (control_in u Hu) as [Lu _]. rewrite (X u Hu) at 1. apply answer_asked; auto. rewrite firstn_length. fold lst. lia. }
      fold T. rewrite (A x Hx), (A y Hy).
      assert (Small : forall z k, (entry q z k < 2 ^ r)%N).
      { intros z k. eapply N.lt_le_trans; [apply N.mod_lt; lia|]. unfold r. destruct (N.le_gt_cases q 1) as [L1|L1].
        - assert (Q1 : q = 1%N) by lia. rewrite Q1. vm_compute. congruence.
        - apply N.log2_up_spec. exact L1. }
      assert (Out : forall u b, allowed I u -> b < N.to_nat r -> N.testbit (entry q (nth lst u 0%N) (asked T (firstn lst u))) (N.of_nat b) =
        match nth b (output_bits (firstn lst u)) (Fixed false) with Data l => added (nth lst u 0%N) (received E 0 (firstn lst u)) l | Fixed _ => false end).
      { intros u b Hu Hb. destruct (control_in u Hu) as [_ Cu]. assert (Nr := FR _ b Cu Hb).
        assert (D := f_equal (dot (nth lst u 0%N)) Nr). rewrite dot_normal in D. unfold dot at 2 in D. cbn [fold_right] in D. rewrite xorb_false_r in D.
        unfold z_bit in D. assert (R0 : r <> 0%N) by lia.
        replace ((r * asked T (firstn lst u) + N.of_nat b) / r)%N with (asked T (firstn lst u)) in D
          by (rewrite N.mul_comm, N.div_add_l, N.div_small by lia; lia).
        replace ((r * asked T (firstn lst u) + N.of_nat b) mod r)%N with (N.of_nat b) in D
          by (rewrite N.add_comm, N.mul_comm, N.mod_add, N.mod_small by lia; reflexivity).
        rewrite <- D. unfold output_vector. destruct (nth b (output_bits (firstn lst u)) (Fixed false)); [reflexivity|]. apply dot_added. }
      apply N.bits_inj. intros k. destruct (N.lt_ge_cases k r) as [Lk|Gk].
      + rewrite <- (N2Nat.id k). rewrite !Out by (auto; lia). rewrite O. unfold control_view in K. injection K as _ K.
        destruct (nth (N.to_nat k) (output_bits (firstn lst y)) (Fixed false)); auto. now apply added_same.
      + assert (Hi : forall a, (a < 2 ^ r)%N -> N.testbit a k = false).
        { intros a Ha. destruct (N.eq_dec a 0) as [->|Na]; [apply N.bits_0|]. apply N.bits_above_log2. apply N.log2_lt_pow2 in Ha; lia. }
        now rewrite !Hi by apply Small.
  Qed.
End Sums.

Theorem check_sums_sound I P : check_sums I P = true -> realizable I.
Proof. intros V. apply (solution_realizable I (sum_trace I P)). now apply sum_solution. Qed.
