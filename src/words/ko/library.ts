// 라이브러리가 주는 말: 문제, 최적화 방법, 양의 이름 (translated).
export default {} as const;
