(** The checker of counting refutations: contexts and a cut. The last tables are not listed, unless the instance lists them. *)
From Coq Require Import List NArith Arith Lia Bool.
From Arcsat Require Import Model Trace Order AtMost Counting.
From Arcsat Require Inputs.
Import ListNotations.

(** ** The position of z_L that a context asks for *)

Fixpoint asked_from (ns : list N) (q' : N) (qs : list N) (w i : N) (zs : list N) : N :=
  match ns, qs, zs with
  | n :: ns, q :: qs, z :: zs => asked_from ns q qs (w / n) (entry q z ((w mod n) * q' + i)) zs
  | n :: _, _, [] => (w mod n) * q' + i
  | _, _, _ => i
  end%N.
Definition asked (T : task) (s : list N) : N :=
  match s, q T with
  | w :: z0 :: z1 :: zs, q1 :: qs => asked_from (n T) q1 qs w (entry q1 z1 z0) zs
  | _ :: z0 :: _, _ => z0
  | _, _ => 0%N
  end.

Lemma compose_asked qs : forall ns q' w i zs z, length ns = length qs -> length qs = S (length zs) ->
  compose ns q' qs w i (zs ++ [z]) = entry (List.last qs 0%N) z (asked_from ns q' qs w i zs).
Proof.
  induction qs as [|q qs IH]; intros [|n ns] q' w i zs z L1 L2; simpl in *; try discriminate.
  destruct zs as [|z1 zs]; simpl in *.
  - destruct qs; [|discriminate]. destruct ns; [|discriminate]. reflexivity.
  - rewrite IH by lia. destruct qs; [discriminate|]. reflexivity.
Qed.

Definition well_formed (T : task) : bool := negb (length (q T) =? 0) && (S (length (n T)) =? length (q T)).
Definition answers_count (T : task) : N := List.last (q T) 0%N.

Lemma answer_asked T s z : well_formed T = true -> length s = last T ->
  answer T (with_z s z) = entry (answers_count T) z (asked T s).
Proof.
  unfold well_formed, with_z, answer, asked, answers_count, last. intros W L.
  destruct (q T) as [|q1 qs]; [discriminate|]. simpl in W, L. apply Nat.eqb_eq in W.
  destruct s as [|w [|z0 s]]; try discriminate. destruct s as [|z1 zs]; simpl in *.
  - destruct qs; [|discriminate]. destruct (n T); [reflexivity|discriminate].
  - rewrite compose_asked by (simpl in *; lia). destruct qs; [discriminate|]. reflexivity.
Qed.

(** ** Tables with any answers at given positions *)

Fixpoint digits (q : N) (k : nat) (v : N) : list N := match k with O => [] | S k => v mod q :: digits q k (v / q) end%N.
Lemma digits_length q k : forall v, length (digits q k v) = k.
Proof. induction k; intros v; simpl; auto. Qed.
Lemma digits_below q k : (0 < q)%N -> forall v a, In a (digits q k v) -> (a < q)%N.
Proof. intros Q. induction k; intros v a; [intros []|]. intros [<-|H]; [apply N.mod_lt; lia|eauto]. Qed.
Lemma digits_inj q k : (0 < q)%N -> forall u v, (u < q ^ N.of_nat k)%N -> (v < q ^ N.of_nat k)%N -> digits q k u = digits q k v -> u = v.
Proof.
  intros Q. induction k as [|k IH]; intros u v Hu Hv E.
  - change (q ^ N.of_nat 0)%N with 1%N in *. lia.
  - rewrite Nat2N.inj_succ, N.pow_succ_r' in Hu, Hv. cbn [digits] in E. injection E as E1 E2.
    rewrite (N.div_mod' u q), (N.div_mod' v q), E1. f_equal. f_equal. apply IH; auto; apply N.div_lt_upper_bound; lia.
Qed.

(** What the list [vs] has at the place at which [ps] has k *)
Fixpoint at_place (ps vs : list N) (k : N) : N :=
  match ps, vs with p :: ps, v :: vs => if (p =? k)%N then v else at_place ps vs k | _, _ => 0%N end.
Lemma at_place_below ps : forall vs k b, (0 < b)%N -> (forall v, In v vs -> (v < b)%N) -> (at_place ps vs k < b)%N.
Proof.
  induction ps as [|p ps IH]; intros [|v vs] k b B H; simpl; auto.
  destruct (p =? k)%N; [apply H; now left|]. apply IH; auto. intros; apply H; now right.
Qed.
Lemma at_place_map ps : NoDup ps -> forall vs, length vs = length ps -> map (at_place ps vs) ps = vs.
Proof.
  induction 1 as [|p ps N D IH]; intros [|v vs] L; try discriminate; auto. injection L as L. simpl. rewrite N.eqb_refl. f_equal.
  etransitivity; [|apply (IH vs L)]. apply map_ext_in. intros k Hk. destruct (N.eqb_spec p k) as [->|]; [contradiction|reflexivity].
Qed.

(** q^k tables whose entries at k positions are all different lists *)
Lemma tables_at q D ps : (0 < q)%N -> NoDup ps -> (forall p, In p ps -> (p < D)%N) ->
  exists zs, NoDup (map (fun z => map (entry q z) ps) zs) /\ N.of_nat (length zs) = (q ^ N.of_nat (length ps))%N /\ forall z, In z zs -> (z < q ^ D)%N.
Proof.
  intros Q ND B.
  assert (G : forall vs, exists zs, map (fun z => map (entry q z) ps) zs = map (digits q (length ps)) vs /\ forall z, In z zs -> (z < q ^ D)%N).
  { induction vs as [|v vs (zs & E & H)]; [exists []; split; auto; intros z []|].
    destruct (every_table q (at_place ps (digits q (length ps) v)) (N.to_nat D) Q) as (z & Hz & Ez).
    { intros k _. apply at_place_below; auto. intros a. now apply digits_below. }
    rewrite N2Nat.id in Hz, Ez. exists (z :: zs). split; [|intros y [<-|Hy]; auto].
    simpl. rewrite E. f_equal. rewrite <- (at_place_map ps ND (digits q (length ps) v)) by apply digits_length.
    apply map_ext_in. intros p Hp. apply Ez. now apply B. }
  destruct (G (map N.of_nat (seq 0 (N.to_nat (q ^ N.of_nat (length ps)))))) as (zs & E & H).
  exists zs. rewrite E. repeat split; auto.
  - apply NoDup_map_in.
    + intros u v Hu Hv. apply in_map_iff in Hu as (a & <- & Ha), Hv as (b & <- & Hb). apply in_seq in Ha, Hb.
      apply digits_inj; auto; lia.
    + apply FinFun.Injective_map_NoDup; [intros a b; apply Nat2N.inj|apply seq_NoDup].
  - assert (L : length zs = N.to_nat (q ^ N.of_nat (length ps))); [|lia].
    rewrite <- (map_length (fun z => map (entry q z) ps)), E, !map_length. apply seq_length.
Qed.

(** ** The checker *)

Definition allowedb (I : instance) (x : input) : bool :=
  Inputs.within x (Inputs.bounds (the_task I)) &&
  match restricted I with lists ls => Inputs.listed x ls | tuples xs => existsb (list_eqb x) xs end.
Lemma allowedb_allowed I x : allowedb I x = true -> allowed I x.
Proof.
  unfold allowedb, allowed. intros H. apply andb_true_iff in H as [H K]. apply Inputs.within_allowed in H as [H1 H2].
  repeat split; auto. destruct (restricted I).
  - now apply Inputs.listed_spec.
  - apply existsb_exists in K as (y & Hy & Q). apply list_eqb_eq in Q. now subst.
Qed.

Section Check.
  Variables (I : instance) (contexts : list (list N)) (cut : list (player * nat)).
  Let T := the_task I.
  Let lst := last T.

  (** The lists of answers, one for each context *)
  Definition from_list (candidates : list N) : N :=
    different (answers_of I contexts) (filter (fun z => forallb (fun s => allowedb I (with_z s z)) contexts) candidates).
  Definition positions_asked : list N := nodup N.eq_dec (map (asked T) contexts).
  Definition context_allowed (ls : list (option (list N))) (s : list N) : bool :=
    forallb (fun p => (nth p s 0 <? domain T p)%N &&
                      match nth_error ls p with Some (Some l) => existsb (N.eqb (nth p s 0%N)) l | _ => true end) (seq 0 lst).
  Definition unrestricted (ls : list (option (list N))) : N :=
    if well_formed T && (0 <? answers_count T)%N && forallb (context_allowed ls) contexts && (length ls <=? S lst) &&
       forallb (fun p => p <? positions T (length (q T)))%N positions_asked
    then (answers_count T ^ N.of_nat (length positions_asked))%N else 0%N.
  Definition lists_of_answers : N :=
    match restricted I with
    | tuples xs => from_list (nodup N.eq_dec (map (fun x => held x lst) xs))
    | lists ls => match nth_error ls lst with Some (Some l) => from_list l | _ => unrestricted ls end
    end.

  Definition check_counting : bool :=
    forallb (fun s => length s =? lst) contexts && knows_by cut 0 lst && forallb (fun c : player * nat => negb (fst c =? 0)) cut &&
    let count := lists_of_answers in let b := bits I contexts cut in
    (b <? N.size count)%N && (2 ^ b <? count)%N.

  Definition enough (count : N) : Prop := exists zs,
    (forall s z, In s contexts -> In z zs -> allowed I (with_z s z)) /\ NoDup (map (answers_of I contexts) zs) /\
    (count <= N.of_nat (length zs))%N.

  Lemma enough_from_list candidates : enough (from_list candidates).
  Proof.
    unfold from_list. set (l := filter _ _).
    destruct (one_of_each (answers_of I contexts) l) as (zs & H1 & H2 & H3 & _). exists zs. split; [|split; [exact H2|rewrite H3; apply N.le_refl]].
    intros s z Hs Hz. apply H1, filter_In in Hz as [_ Q]. rewrite forallb_forall in Q. now apply allowedb_allowed, Q.
  Qed.

  Lemma last_domain : well_formed T = true -> domain T lst = (answers_count T ^ positions T (length (q T)))%N.
  Proof.
    unfold well_formed, lst, last, answers_count. intros W. destruct (length (q T)) as [|k] eqn:Lq; [discriminate|].
    cbn [domain]. f_equal. clear -Lq. revert k Lq. induction (q T) as [|a l IH]; intros k Lq; [discriminate|]. injection Lq as Lq.
    destruct l as [|b l]; [simpl in Lq; subst; reflexivity|]. destruct k as [|k]; [discriminate|].
    change (nth k (b :: l) 1%N = List.last (b :: l) 0%N). now apply IH.
  Qed.

  Lemma enough_unrestricted ls : (forall s, In s contexts -> length s = lst) -> restricted I = lists ls ->
    (forall l, nth_error ls lst <> Some (Some l)) -> enough (unrestricted ls).
  Proof.
    intros L R NL. unfold unrestricted. destruct (_ && _) eqn:C.
    2: { exists []. split; [intros s z _ []|split; [constructor|simpl; lia]]. }
    rewrite !andb_true_iff, !forallb_forall in C. destruct C as [[[[W Q] CA] LL] B]. apply N.ltb_lt in Q. apply Nat.leb_le in LL.
    destruct (tables_at (answers_count T) (positions T (length (q T))) positions_asked Q) as (zs & D & Len & Hz).
    { apply NoDup_nodup. } { intros p Hp. now apply N.ltb_lt, B. }
    exists zs. split; [|split; [|lia]].
    - intros s z Hs Hin. specialize (CA s Hs). unfold context_allowed in CA. rewrite forallb_forall in CA.
      specialize (L s Hs). specialize (Hz z Hin).
      assert (HL : forall p, p < lst -> held (with_z s z) p = nth p s 0%N) by (intros p Hp; unfold held, with_z; apply app_nth1; lia).
      assert (HZ : held (with_z s z) lst = z) by (unfold held, with_z; rewrite app_nth2, L, Nat.sub_diag by lia; reflexivity).
      assert (K : forall p, p < lst -> (nth p s 0 < domain T p)%N /\ forall l, nth_error ls p = Some (Some l) -> In (nth p s 0%N) l).
      { intros p Hp. assert (H := CA p ltac:(apply in_seq; lia)). apply andb_true_iff in H as [H1 H2]. split; [now apply N.ltb_lt|].
        intros l Hl. rewrite Hl in H2. apply existsb_exists in H2 as (v & Hv & E). apply N.eqb_eq in E. now rewrite E. }
      unfold allowed. fold T lst. split; [unfold with_z; rewrite app_length; simpl; lia|]. split.
      + intros p Hp. destruct (Nat.eq_dec p lst) as [->|P]; [|rewrite HL by lia; apply K; lia].
        rewrite HZ, last_domain by auto. exact Hz.
      + rewrite R. intros p l Hl. assert (p < length ls) by (apply nth_error_Some; congruence).
        destruct (Nat.eq_dec p lst) as [->|P]; [destruct (NL l Hl)|]. rewrite HL by lia. exact (proj2 (K p ltac:(lia)) l Hl).
    - assert (EQ : forall z z', answers_of I contexts z = answers_of I contexts z' ->
        map (entry (answers_count T) z) positions_asked = map (entry (answers_count T) z') positions_asked).
      { intros z z' E. apply map_ext_in. intros p Hp. apply nodup_In, in_map_iff in Hp as (s & <- & Hs).
        rewrite <- !answer_asked by auto. unfold answers_of in E. fold T in E. clear -E Hs. revert E Hs.
        induction contexts as [|a l IH]; [intros _ []|]. intros E Hs. injection E as E E'. destruct Hs as [->|Hs]; auto. }
      clear -D EQ. induction zs as [|z zs IH]; simpl in *; constructor; inversion D as [|? ? N D']; subst; auto.
      intros H. apply N. apply in_map_iff in H as (z' & E & H). apply in_map_iff. exists z'. split; auto.
  Qed.

  Theorem check_counting_sound : check_counting = true -> ~ realizable I.
  Proof.
    unfold check_counting. rewrite !andb_true_iff, !forallb_forall. intros [[[C1 C2] C3] [_ C4]] R. apply N.ltb_lt in C4.
    assert (L : forall s, In s contexts -> length s = lst) by (intros s Hs; now apply Nat.eqb_eq, C1).
    assert (Z : enough lists_of_answers).
    { unfold lists_of_answers. destruct (restricted I) as [ls|xs] eqn:RI; [|apply enough_from_list].
      destruct (nth_error ls lst) as [[l|]|] eqn:NE; [apply enough_from_list| |]; apply enough_unrestricted; auto; congruence. }
    destruct Z as (zs & Z1 & Z2 & Z3).
    apply realizable_solution in R as (tr & sol0). pose proof (forget I (allowed I) tr sol0) as sol.
    assert (B : (N.of_nat (length zs) <= 2 ^ bits I contexts cut)%N); [|lia].
    apply (answers_few I contexts cut (allowed I) (forgotten I tr) zs sol); auto using incl_refl.
    - intros t j i x H. unfold forgotten. now rewrite H.
    - intros t. destruct (knows_by cut t 0) eqn:H; auto. apply existsb_exists in H as (c & Hc & H). apply andb_true_iff in H as [H1 _].
      specialize (C3 c Hc). rewrite H1 in C3. discriminate.
  Qed.
End Check.
