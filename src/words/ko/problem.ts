// 문제를 고르고 만들기 (src/app/problem).
export default {} as const;
